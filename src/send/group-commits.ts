/** Commits what several messages became at about one moment in one transaction. */

import type { NewEvent } from '../domain/event.ts';
import type { MessageTransition, OutboxStore } from '../domain/message.ts';
import type { EventBuffer } from './buffer-events.ts';

export interface CommitGroup {
  /** True when the message was still held, and the transition is on disk. The event is kept only then. */
  commit(transition: MessageTransition, event?: NewEvent): Promise<boolean>;
}

export interface CommitGroupOptions {
  readonly outbox: Pick<OutboxStore, 'transition'>;
  readonly events: EventBuffer;
  readonly owner: string;
  /** So many transitions are committed without waiting for more. */
  readonly enough: number;
}

interface Entry {
  readonly transition: MessageTransition;
  readonly event: NewEvent | undefined;
  readonly resolve: (held: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** About what one commit takes: nobody waits longer for company than the commit would have taken alone. */
const GATHER_MILLISECONDS = 4;

/** SQLite commits while nothing else runs, so that a commit a message would leave no time to talk to the mail server. */
export function createCommitGroup({ outbox, events, owner, enough }: CommitGroupOptions): CommitGroup {
  let waiting: Entry[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function commitWaiting(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const group = waiting;
    waiting = [];
    try {
      const transitions = group.map(({ transition }) => transition);
      const held = await outbox.transition(owner, transitions);
      const isHeld = ({ transition }: Entry) => held.has(transition.messageId);
      await events.add(group.flatMap((entry) => (entry.event && isHeld(entry) ? [entry.event] : [])));
      for (const entry of group) entry.resolve(isHeld(entry));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return {
    commit(transition, event) {
      return new Promise((resolve, reject) => {
        waiting.push({ transition, event, resolve, reject });
        if (waiting.length >= enough) void commitWaiting();
        else timer ??= setTimeout(commitWaiting, GATHER_MILLISECONDS);
      });
    },
  };
}
