/** What the server tells the page: the whole state on arrival, then one event for each change. */
import type { MailSummary } from './inbox/mail.ts';
import type { Scene } from './slack/start-slack.ts';
import type { WorkspaceEvent } from './slack/wire-types.ts';
import type { Person, SlashCommand } from './slack/workspace.ts';

/** One sentence on what the product is doing, for somebody who waits for it. */
export interface StatusLine {
  readonly text: string;
  readonly phase: 'working' | 'ready' | 'trouble';
  /** Between 0 and 1 while the end is known. */
  readonly progress?: number;
  /** Commands offered as chips; the page has its own where this is missing. */
  readonly suggestions?: readonly string[];
}

export interface StatusSource {
  get(): StatusLine;
  /** Returns what ends it. */
  subscribe(listener: (status: StatusLine) => void): () => void;
}

export interface WorkspaceState extends Scene {
  readonly workspaceName: string;
  readonly me: Person;
  readonly people: readonly Person[];
  readonly channel: { readonly id: string; readonly name: string; readonly topic: string };
  readonly bot: { readonly name: string; readonly userId: string };
  readonly commands: readonly SlashCommand[];
  readonly status: StatusLine;
  readonly mails: readonly MailSummary[];
  /** The workspace's clock in epoch milliseconds, and whether it can be moved forward. */
  readonly now: number;
  readonly canAdvanceClock: boolean;
}

export type PageEvent =
  | WorkspaceEvent
  | { type: 'status'; status: StatusLine }
  | { type: 'mail'; mail: MailSummary }
  | { type: 'clock'; now: number };
