/** What is known of a step besides its product: the kind of event, and how long after the step before it came. */

import { EVENT } from '../../domain/event.ts';
import type { ProductStep } from '../../domain/product-step.ts';
import type { ProductFacts } from './recommender.ts';

/** Numbered from 1; 0 is any other. Saved models know them by these numbers. */
const EVENTS: readonly string[] = [EVENT.productViewed, EVENT.productAdded, EVENT.orderCompleted];
/** A first step has gap 0, one at the same moment as the step before gap 1. */
const SAME_MOMENT = 1;
/** From a second on a gap is numbered by its binary logarithm, up to a year and more. */
const LONGEST = SAME_MOMENT + 26;
const SECOND = 1000;

/** How many values each has: the kind of event, the gap. */
export const CIRCUMSTANCES: readonly number[] = [EVENTS.length + 1, LONGEST + 1];

/** For each of them its value at each step. Equal ratios of time are equally far apart, as HSTU has it (Zhai et al., ICML 2024). */
export function describeCircumstances(steps: readonly ProductStep[]): readonly Int32Array[] {
  return [
    Int32Array.from(steps, ({ name }) => EVENTS.indexOf(name) + 1),
    Int32Array.from(steps, ({ at }, step) => (step === 0 ? 0 : numberGap(at - steps[step - 1]!.at))),
  ];
}

/**
 * What a night reads of steps: where contacts did one kind of thing only, products alone. On a year of orders the time between
 * them found no more of what was left out (see README).
 */
export function chooseCircumstances<Facts extends ProductFacts>(facts: Facts): Facts {
  const kinds = new Set(facts.sequences.flatMap(({ circumstances: [own] }) => [...new Set(own)]));
  return kinds.size > 1 ? facts : { ...facts, circumstances: [] };
}

/** Lines of one order have its time; a page that sends an event for each of them has sent all within a second. */
export function isSameMoment(gapMilliseconds: number): boolean {
  return gapMilliseconds < SECOND;
}

function numberGap(milliseconds: number): number {
  if (isSameMoment(milliseconds)) return SAME_MOMENT;
  return Math.min(LONGEST, SAME_MOMENT + 1 + Math.floor(Math.log2(milliseconds / SECOND)));
}
