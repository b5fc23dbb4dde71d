/** Takes out of all lives what is due, and puts it in order of time. */

import type { Reaction } from './email.ts';
import type { Life } from './life.ts';
import type { PlannedMessage, SegmentMessage } from './segment-message.ts';

/** What happened before `until`, and is now out of the lives' plans. */
export function collectDue(
  lives: readonly Life[],
  until: number,
): { readonly messages: readonly SegmentMessage[]; readonly reactions: readonly Reaction[] } {
  const messages: PlannedMessage[] = [];
  const reactions: Reaction[] = [];
  for (const life of lives) {
    if (life.planned.length > 0) life.planned = split(life.planned, until, messages);
    if (life.reactions.length > 0) life.reactions = split(life.reactions, until, reactions);
  }
  // The customer and the number decide between equal times, so that the order does not depend on the steps taken.
  messages.sort((a, b) => a.at - b.at || a.customer - b.customer || a.sequence - b.sequence);
  reactions.sort((a, b) => a.at - b.at || (a.customerId < b.customerId ? -1 : 1));
  return { messages: messages.map((planned) => planned.message), reactions };
}

function split<T extends { readonly at: number }>(items: readonly T[], until: number, due: T[]): T[] {
  const later: T[] = [];
  for (const item of items) (item.at < until ? due : later).push(item);
  return later;
}
