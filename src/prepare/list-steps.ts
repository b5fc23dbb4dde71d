/** Which products a contact went through, for recommenders of the next. */

import { type ContactHistory, EVENT, knownSince } from '../domain/event.ts';
import type { ProductStep } from '../domain/product-step.ts';

/** What counts in the sequence of products from which the next is guessed. */
const STEP_EVENTS: ReadonlySet<string> = new Set([
  EVENT.orderCompleted,
  EVENT.productViewed,
  EVENT.productAdded,
]);

const ORDERS: ReadonlySet<string> = new Set([EVENT.orderCompleted]);

/** A step for each product that was viewed, added or ordered before the cutoff, as far as known by then, oldest first. */
export function listSteps(history: ContactHistory, cutoff: number): readonly ProductStep[] {
  return stepsOf(history, cutoff, STEP_EVENTS);
}

/**
 * The steps of the last moment, and of those before it what was known to be the contact's by then: what the last could be foretold
 * from. A browser that signs in to order brings along what led to the order.
 */
export function leadingToLast(steps: readonly ProductStep[]): readonly ProductStep[] {
  const last = steps.at(-1);
  return steps.filter(
    (step) => step.at === last!.at || step.joinedAt === undefined || step.joinedAt < last!.at,
  );
}

/** What the contact ordered before the cutoff. */
export function listOrdered(history: ContactHistory, cutoff: number): ReadonlySet<string> {
  const ordered = stepsOf(history, cutoff, ORDERS);
  return new Set(ordered.map(({ productId }) => productId));
}

/**
 * What the contact ordered for the first time from the cutoff on and before the end, as far as known by the end: an order of
 * before may become known only then.
 */
export function listFirstOrdered(
  history: ContactHistory,
  { cutoff, end }: { readonly cutoff: number; readonly end: number },
): ReadonlySet<string> {
  const ordered = stepsOf(history, end, ORDERS);
  const before = new Set(ordered.filter(({ at }) => at < cutoff).map(({ productId }) => productId));
  return new Set(ordered.map(({ productId }) => productId).filter((id) => !before.has(id)));
}

function stepsOf(
  { events }: ContactHistory,
  cutoff: number,
  names: ReadonlySet<string>,
): readonly ProductStep[] {
  return events
    .filter((event) => knownSince(event) < cutoff && names.has(event.name))
    .flatMap(({ name, at, lines, joinedAt }) =>
      lines.map(({ productId }) => ({ productId, name, at, ...(joinedAt !== undefined && { joinedAt }) })),
    );
}
