/** What stands in for a model until there is one: who ordered how often and how lately, and what such contacts did. */

import { DAY } from '../domain/clock.ts';
import { knownSince } from '../domain/event.ts';
import type { PurchaseSummary } from './summarise-purchases.ts';

/** How many contacts' worth of the shop's mean each group starts with, so that a group of three promises nothing. */
const PRIOR_CONTACTS = 10;
/** Beyond sixteen windows, longer ago makes no difference that could be counted. */
const OLDEST_GROUP = 5;

/**
 * Looks one outcome window back: of the contacts with as many orders (0, 1, 2, 3 or more) and as recent a last one (by
 * doublings of the window), which share ordered in the window that followed? Returns that share for a contact as it is
 * now, or null when no contact was known one window ago, as then nothing can be said.
 */
export function estimateFromRecency(
  purchases: readonly PurchaseSummary[],
  { now, outcomeWindowDays }: { readonly now: number; readonly outcomeWindowDays: number },
): ((summary: PurchaseSummary) => number) | null {
  const windowMs = outcomeWindowDays * DAY;
  const past = now - windowMs;
  const groups = new Map<string, { contacts: number; ordered: number }>();
  const all = { contacts: 0, ordered: 0 };
  for (const summary of purchases) {
    if (summary.firstSeenAt >= past) continue;
    const group = groupOf(summary, past, windowMs);
    const counts = groups.get(group) ?? { contacts: 0, ordered: 0 };
    groups.set(group, counts);
    const ordered = summary.orders.some(({ at }) => at >= past && at < now) ? 1 : 0;
    for (const each of [counts, all]) {
      each.contacts += 1;
      each.ordered += ordered;
    }
  }
  if (all.contacts === 0) return null;
  const prior = all.ordered / all.contacts;
  return (summary) => {
    const { contacts, ordered } = groups.get(groupOf(summary, now, windowMs)) ?? { contacts: 0, ordered: 0 };
    return (ordered + prior * PRIOR_CONTACTS) / (contacts + PRIOR_CONTACTS);
  };
}

function groupOf(summary: PurchaseSummary, at: number, windowMs: number): string {
  const before = summary.orders.filter((order) => knownSince(order) < at);
  const last = before.at(-1)?.at ?? summary.firstSeenAt;
  const age = Math.max(0, Math.min(OLDEST_GROUP, Math.ceil(Math.log2((at - last) / windowMs))));
  return `${Math.min(before.length, 3)} ${age}`;
}
