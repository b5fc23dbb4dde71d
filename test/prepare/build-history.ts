/** Builders of events and histories, with only what a test is about spelt out. */

import { DAY } from '../../src/domain/clock.ts';
import { type ContactHistory, EVENT, type EventLine, type HistoryEvent } from '../../src/domain/event.ts';
import { REVIEW_TOPICS } from '../../src/domain/review.ts';
import { createRandom, type Random } from '../../src/statistics/random.ts';

/** A Monday noon, UTC. */
export const CUTOFF = Date.UTC(2026, 5, 1, 12);

export function event(name: string, at: number, rest: Partial<HistoryEvent> = {}): HistoryEvent {
  return { orderId: null, amountCents: null, rating: null, lines: [], ...rest, name, at };
}

/** An event so many days before the cutoff (negative: after it). */
export function ago(days: number, name: string, rest: Partial<HistoryEvent> = {}): HistoryEvent {
  return event(name, CUTOFF - days * DAY, rest);
}

export function order(days: number, amountCents: number | null = 1000, rest: Partial<HistoryEvent> = {}) {
  return ago(days, EVENT.orderCompleted, { amountCents, ...rest });
}

export function line(productId: string, quantity = 1, priceCents: number | null = 500): EventLine {
  return { productId, quantity, priceCents };
}

export function history(events: readonly HistoryEvent[], contactId = 'contact-1'): ContactHistory {
  return { contactId, events: [...events].sort((a, b) => a.at - b.at) };
}

export async function* stream(histories: readonly ContactHistory[]): AsyncGenerator<ContactHistory> {
  yield* histories;
}

const NAMES = [...Object.values(EVENT), 'Home', 'identify', 'Quiz Finished'];

/** Any event in [from, to), e-mail events and refunds included. */
export function randomEvent(random: Random, from: number, to: number): HistoryEvent {
  const name = NAMES[random.integer(NAMES.length)]!;
  const at = from + Math.floor(random.uniform() * (to - from));
  const topics = REVIEW_TOPICS.filter((_, bit) => ((at >> bit) & 1) === 1);
  return event(name, at, {
    orderId: `order-${random.integer(20)}`,
    amountCents: random.integer(10_000),
    rating: 1 + random.integer(5),
    lines: Array.from({ length: random.integer(3) }, () => ({
      ...line(`product-${random.integer(9)}`),
      review: { language: 'en' as const, sentiment: ((at % 201) - 100) / 100, topics },
    })),
  });
}

export function randomHistory(seed: number, options: { from: number; to: number; events: number }) {
  const random = createRandom(seed);
  return history(
    Array.from({ length: options.events }, () => randomEvent(random, options.from, options.to)),
    `contact-${seed}`,
  );
}
