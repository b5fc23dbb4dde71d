/** A contact's history as it would be without one visit, one order or one e-mail's click, for the question "what if not". */

import { DAY } from '../domain/clock.ts';
import { type ContactHistory, EVENT, type HistoryEvent } from '../domain/event.ts';
import { knownBefore } from './known-before.ts';

export interface WithoutOne {
  /** What is left out, as it follows "without": "the visit on Tuesday, 3 March (2 products viewed)". */
  readonly words: string;
  readonly history: ContactHistory;
}

const VISITS = 5;
const ORDERS = 3;
const CLICKS = 2;

const VISIT_EVENTS: ReadonlySet<string> = new Set([
  'page',
  'screen',
  EVENT.productsSearched,
  EVENT.productListViewed,
  EVENT.productViewed,
  EVENT.productAdded,
  EVENT.checkoutStarted,
]);

/** One for each of the last visits (a day is one visit), orders and clicks before the cutoff, newest first. */
export function leaveOutEach({ contactId, events }: ContactHistory, cutoff: number): WithoutOne[] {
  const known = knownBefore(events, cutoff);
  const groups = [
    ...newest(known, VISITS, ({ name, at }) =>
      VISIT_EVENTS.has(name) ? `visit ${Math.floor(at / DAY)}` : null,
    ),
    ...newest(known, ORDERS, ({ name, at, orderId }) =>
      name === EVENT.orderCompleted ? `order ${orderId ?? at}` : null,
    ),
    ...newest(known, CLICKS, ({ name, at }) => (name === EVENT.emailLinkClicked ? `click ${at}` : null)),
  ];
  return groups.map((group) => {
    const left = new Set(group);
    return { words: describe(group), history: { contactId, events: events.filter((one) => !left.has(one)) } };
  });
}

/** Events that belong together by key, the newest groups first; a null key is of no group. */
function newest(
  events: readonly HistoryEvent[],
  howMany: number,
  keyOf: (event: HistoryEvent) => string | null,
): HistoryEvent[][] {
  const groups = new Map<string, HistoryEvent[]>();
  for (const event of events) {
    const key = keyOf(event);
    if (key === null) continue;
    const group = groups.get(key) ?? [];
    group.push(event);
    groups.set(key, group);
  }
  return [...groups.values()].slice(-howMany).reverse();
}

function describe(group: readonly HistoryEvent[]): string {
  const { name, at } = group[0]!;
  if (name === EVENT.orderCompleted) return `the order on ${sayDay(at)}`;
  if (name === EVENT.emailLinkClicked) return `the click in an e-mail on ${sayDay(at)}`;
  const count = (wanted: string) => group.filter((event) => event.name === wanted).length;
  const parts = [
    [count(EVENT.productViewed), 'viewed'],
    [count(EVENT.productAdded), 'added to the cart'],
  ] as const;
  const seen = parts.filter(([number]) => number > 0);
  const [first, ...others] = seen;
  const products = first && `${first[0]} ${first[0] === 1 ? 'product' : 'products'} ${first[1]}`;
  const words = [products, ...others.map(([number, did]) => `${number} ${did}`)].filter(Boolean).join(', ');
  return `the visit on ${sayDay(at)}${words === '' ? '' : ` (${words})`}`;
}

function sayDay(at: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(at);
}
