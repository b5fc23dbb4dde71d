/** Windowed counts: how often the contact did each thing in the last 1, 7, 30 and 90 days. */

import { EVENT, type HistoryEvent } from '../../domain/event.ts';
import type { Feature, FeatureColumn } from './feature.ts';
import { countInWindows, isActivity } from './find-events.ts';
import { sayCount, sayWindow } from './words.ts';

const WINDOWS_DAYS = [1, 7, 30, 90];

/** Order Completed has no 30 and 90 days here: `orderCount30Days` says it, and a twin would halve its reasons. */
const KINDS: readonly {
  readonly stem: string;
  readonly event: string | null;
  readonly noun: string;
  readonly windowsDays?: readonly number[];
}[] = [
  { stem: 'productsSearched', event: EVENT.productsSearched, noun: 'product search' },
  { stem: 'productListViewed', event: EVENT.productListViewed, noun: 'product list view' },
  { stem: 'productViewed', event: EVENT.productViewed, noun: 'product view' },
  { stem: 'productAdded', event: EVENT.productAdded, noun: 'product added to the cart' },
  { stem: 'checkoutStarted', event: EVENT.checkoutStarted, noun: 'checkout started' },
  { stem: 'couponApplied', event: EVENT.couponApplied, noun: 'coupon applied' },
  { stem: 'orderCompleted', event: EVENT.orderCompleted, noun: 'order', windowsDays: [1, 7] },
  { stem: 'orderRefunded', event: EVENT.orderRefunded, noun: 'order refunded' },
  { stem: 'productReviewed', event: EVENT.productReviewed, noun: 'review' },
  // A history does not tell a page's name from that of an event of the shop's own: they are counted together.
  { stem: 'pageOrOtherEvent', event: null, noun: 'page view or other event' },
];
const PLURALS: Readonly<Record<string, string>> = {
  'product search': 'product searches',
  'product added to the cart': 'products added to the cart',
  'checkout started': 'checkouts started',
  'coupon applied': 'coupons applied',
  'order refunded': 'orders refunded',
  'page view or other event': 'page views or other events',
};

const kindByName = new Map(
  KINDS.flatMap((kind, index) => (kind.event === null ? [] : [[kind.event, index]])),
);
const OTHER = KINDS.length - 1;

const cells = KINDS.flatMap((kind, k) =>
  WINDOWS_DAYS.map((days, w) => ({ kind, days, at: k * WINDOWS_DAYS.length + w })),
).filter(({ kind, days }) => kind.windowsDays?.includes(days) ?? true);

export const windowCounts: Feature = {
  columns: cells.map(
    ({ kind, days }): FeatureColumn => ({
      name: `${kind.stem}${days}Days`,
      title: `${PLURALS[kind.noun] ?? `${kind.noun}s`} ${sayWindow(days)}`,
      describe: (count) => `${sayCount(count, kind.noun, PLURALS[kind.noun])} ${sayWindow(days)}`,
    }),
  ),
  compute(events, cutoff) {
    const counts = countInWindows(events, cutoff, { windowsDays: WINDOWS_DAYS, kinds: KINDS.length, kindOf });
    return cells.map((cell) => counts[cell.at]!);
  },
};

function kindOf(event: HistoryEvent): number {
  const known = kindByName.get(event.name);
  if (known !== undefined) return known;
  return isActivity(event) ? OTHER : -1;
}
