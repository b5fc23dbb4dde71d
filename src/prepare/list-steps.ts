/** Which products a contact went through, for recommenders of the next. */

import { type ContactHistory, EVENT, knownSince } from '../domain/event.ts';
import type { ProductStep } from '../domain/product-step.ts';

/** What counts in the sequence of products from which the next is guessed. */
const STEP_EVENTS: ReadonlySet<string> = new Set([
  EVENT.orderCompleted,
  EVENT.productViewed,
  EVENT.productAdded,
]);

/** A step for each product that was viewed, added or ordered before the cutoff, as far as known by then, oldest first. */
export function listSteps(history: ContactHistory, cutoff: number): readonly ProductStep[] {
  return stepsOf(history, cutoff, STEP_EVENTS);
}

/** What the contact ordered before the cutoff. */
export function listOrdered(history: ContactHistory, cutoff: number): ReadonlySet<string> {
  const ordered = stepsOf(history, cutoff, new Set([EVENT.orderCompleted]));
  return new Set(ordered.map(({ productId }) => productId));
}

function stepsOf(
  { events }: ContactHistory,
  cutoff: number,
  names: ReadonlySet<string>,
): readonly ProductStep[] {
  return events
    .filter((event) => knownSince(event) < cutoff && names.has(event.name))
    .flatMap(({ name, at, lines }) => lines.map(({ productId }) => ({ productId, name, at })));
}
