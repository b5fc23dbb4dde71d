/** Questions about the messages of a conversation. */
import type { StoredMessage } from '../../slack/wire-types.ts';
import type { PageState } from './apply-event.ts';

/** The messages in the conversation itself, without the replies in threads. */
export function topLevel(state: PageState, channelId: string): StoredMessage[] {
  return state.messages.filter(
    ({ channel, thread_ts, ts }) => channel === channelId && (thread_ts === undefined || thread_ts === ts),
  );
}

export function repliesTo(state: PageState, channelId: string, rootTs: string): StoredMessage[] {
  return state.messages.filter(
    ({ channel, thread_ts, ts }) => channel === channelId && thread_ts === rootTs && ts !== rootTs,
  );
}

/** How many messages of others this person has not seen. */
export function countUnread(state: PageState, channelId: string): number {
  const readUpTo = Number(state.readUpTo[channelId] ?? 0);
  return topLevel(state, channelId).filter(({ ts, user }) => Number(ts) > readUpTo && user !== state.me.id)
    .length;
}

/** Slack shows the author once when they go on within five minutes. */
export function continues(previous: StoredMessage | undefined, message: StoredMessage): boolean {
  if (!previous || previous.user !== message.user) return false;
  if (previous.only_for !== undefined || message.only_for !== undefined) return false;
  return Number(message.ts) - Number(previous.ts) < 300 && dayOf(previous.ts) === dayOf(message.ts);
}

export function dayOf(ts: string): string {
  return new Date(Number(ts) * 1000).toDateString();
}

export function timeOf(ts: string): string {
  return new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
}

/** "Today" and "Yesterday" by the workspace's clock. */
export function describeDay(ts: string, now: number): string {
  const date = new Date(Number(ts) * 1000);
  if (date.toDateString() === new Date(now).toDateString()) return 'Today';
  if (date.toDateString() === new Date(now - 86_400_000).toDateString()) return 'Yesterday';
  return date.toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long' });
}
