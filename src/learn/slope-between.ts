/** How steep a step is that follows a sum: what each summand moved is that much of what came of it. */

/** Points this near count as one: the quotient of two such small differences would be noise. */
const STILL = 1e-5;

/**
 * The slope of the chord from one point to the other, by which parts of a difference before the step become parts of the
 * difference after it: integrated gradients of the step, on the straight way. Where the points meet it is that around them.
 */
export function slopeBetween(step: (at: number) => number, from: number, to: number): number {
  if (Math.abs(to - from) > STILL) return (step(to) - step(from)) / (to - from);
  return (step(to + STILL) - step(to - STILL)) / (2 * STILL);
}
