/** The nightly report on the data, and whether it is good enough to learn from. */

import { DAY } from '../domain/clock.ts';
import type { CollectCounts } from '../domain/event.ts';
import { describeUnreadReviews, type QualityCheck, type QualityReport } from '../domain/quality-report.ts';
import type { CleaningCounts } from './clean-history.ts';

/** Checks on fewer than this many never hold training back: three bad events must not stop a young shop. */
const MIN_COUNTED = 100;

/**
 * For each check: the share above which training is held, what a failure means, and what to do. A fault that spoils
 * features or labels directly is allowed little; what is merely dropped or filled in is allowed more. The last three look
 * at all of history, which cannot be mended by waiting a night, and cleaning has dealt with them: each order twice, as
 * shops send that track it in the browser and on the server, is fine.
 */
const CHECKS = {
  missing: {
    threshold: 0.2,
    means: 'events lack a product or amount',
    advice: 'send products and totals with order and product events',
  },
  duplicate: {
    threshold: 0.5,
    means: 'events arrived more than once',
    advice: 'check the sender, which repeats what was accepted',
  },
  late: {
    threshold: 0.3,
    means: 'events arrived more than a day late',
    advice: 'check the clock and the queue of the sender',
  },
  'out of range': {
    threshold: 0.05,
    means: 'events and lines have a negative or absurd amount, price, quantity or rating',
    advice: 'check the amounts: they are in units, not cents',
  },
  'unknown product': {
    threshold: 0.5,
    means: 'order and product lines name a product without a name',
    advice: 'send the catalogue with PUT /v1/products',
  },
  'dead letter': {
    threshold: 0.2,
    means: 'events could not be understood',
    advice: 'npm run job -- show-dead-letters tells field and reason of each',
  },
  'duplicate order': {
    threshold: 0.6,
    means: 'orders repeat an order id',
    advice: 'send each order once, with a messageId that stays the same',
  },
  'absurd time': {
    threshold: 0.2,
    means: 'events happened before 2000 or in the future',
    advice: 'check the timestamps: they are ISO 8601',
  },
  'unusable amount': {
    threshold: 0.2,
    means: 'stored events have an amount that is negative or no number',
    advice: 'check the amounts',
  },
  'review not read': {
    // It spoils nothing: ratings count all the same.
    threshold: 1,
    means: 'reviews are in a language that is not read (English and Chinese are)',
    advice: 'send ratings with reviews',
  },
} as const satisfies Record<string, { threshold: number; means: string; advice: string }>;
type CheckName = keyof typeof CHECKS;

/**
 * Weighs what collecting counted in [from, to) and what cleaning met in all histories. The report is held when a check's
 * share is above its threshold; `id` and `at` are the caller's.
 */
export function reportQuality(input: {
  readonly id: string;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly counts: CollectCounts;
  readonly cleaning: CleaningCounts;
}): QualityReport {
  const { id, at, from, to, counts, cleaning } = input;
  const checks = [
    check('missing', counts.missing, counts.stored),
    check('duplicate', counts.duplicates, counts.stored + counts.duplicates),
    check('late', counts.late, counts.stored),
    check('out of range', counts.outOfRange, counts.stored + counts.lines),
    check('unknown product', counts.unknownProducts, counts.lines),
    check('dead letter', counts.deadLetters, counts.stored + counts.deadLetters),
    check('duplicate order', cleaning.duplicateOrders, cleaning.orders),
    check('absurd time', cleaning.absurdTimes, cleaning.events),
    check('review not read', counts.unreadReviews, counts.reviews),
    check('unusable amount', cleaning.unusableAmounts, cleaning.events),
  ];
  return { id, at, from, to, checks, held: checks.some(({ ok }) => !ok) };
}

/** One sentence on a report: what failed, what it means and what to do, or that all is well; and which events it counted. */
export function describeQuality(report: QualityReport): string {
  const failed = report.checks.filter(({ ok }) => !ok);
  if (failed.length === 0)
    return `The data is good enough to learn from: all ${report.checks.length} checks passed, ${sayCounted(report)}.${sayUnread(report)}`;
  return `Training is held back, the champion stays: ${failed.map(describeFailure).join('; ')}. Counted ${sayCounted(report)}.${sayUnread(report)}`;
}

function sayUnread(report: QualityReport): string {
  const unread = describeUnreadReviews(report);
  return unread === null ? '' : ` ${unread}.`;
}

function sayCounted({ from, to }: QualityReport): string {
  if (from === 0) return 'over everything that arrived so far';
  const days = Math.round((to - from) / DAY);
  return days === 1 ? 'over what arrived in the last day' : `over what arrived in the last ${days} days`;
}

function check(name: CheckName, count: number, of: number): QualityCheck {
  const share = of === 0 ? 0 : count / of;
  const { threshold } = CHECKS[name];
  return { name, count, of, share, threshold, ok: of < MIN_COUNTED || share <= threshold };
}

function describeFailure({ name, count, of, share, threshold }: QualityCheck): string {
  const { means, advice } = CHECKS[name as CheckName];
  return `${sayShare(share)} of ${of} (${count}) ${means}, above the ${sayShare(threshold)} allowed (${advice})`;
}

function sayShare(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
}
