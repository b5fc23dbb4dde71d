/** One change from the server, applied to what the page shows. */
import type { Prompt, StoredMessage } from '../../slack/wire-types.ts';
import type { PageEvent, WorkspaceState } from '../../workspace-state.ts';

export interface PageState extends WorkspaceState {
  /** The assistant's status and suggested prompts, by conversation. */
  readonly assistant: Readonly<Record<string, { status: string; prompts: readonly Prompt[] }>>;
}

/** Applying an event twice changes nothing the second time, so a snapshot and the stream may overlap. */
export function applyEvent(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case 'message':
      return { ...withoutStatus(state, event.message), messages: upsert(state.messages, event.message) };
    case 'deleted':
      return { ...state, messages: state.messages.filter((message) => !isSame(message, event)) };
    case 'modals':
      return { ...state, modals: event.views };
    case 'home':
      return { ...state, home: event.view };
    case 'read':
      return { ...state, readUpTo: { ...state.readUpTo, [event.channel]: event.ts } };
    case 'assistant': {
      const { channel, status, prompts } = event;
      const shown = prompts.length > 0 ? prompts : (state.assistant[channel]?.prompts ?? []);
      return { ...state, assistant: { ...state.assistant, [channel]: { status, prompts: shown } } };
    }
    case 'status':
      return { ...state, status: event.status };
    case 'mail':
      return { ...state, mails: [event.mail, ...state.mails.filter(({ id }) => id !== event.mail.id)] };
    case 'clock':
      return { ...state, now: event.now };
  }
}

function upsert(messages: StoredMessage[], message: StoredMessage): StoredMessage[] {
  const known = messages.some((candidate) => isSame(candidate, message));
  if (known) return messages.map((candidate) => (isSame(candidate, message) ? message : candidate));
  return [...messages, message];
}

/** An answer ends "is thinking". */
function withoutStatus(state: PageState, { channel, bot_id }: StoredMessage): PageState {
  const shown = state.assistant[channel];
  if (!bot_id || !shown?.status) return state;
  return { ...state, assistant: { ...state.assistant, [channel]: { ...shown, status: '' } } };
}

function isSame(a: { channel: string; ts: string }, b: { channel: string; ts: string }): boolean {
  return a.channel === b.channel && a.ts === b.ts;
}
