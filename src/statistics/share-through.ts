/** Shares out what a rising step makes of sums among the parts of those sums. */

/** One of what goes into the step. */
export interface Summed {
  readonly from: number;
  /** The start and all parts, to rounding. */
  readonly to: number;
  readonly parts: ArrayLike<number>;
}

/**
 * What each part of each sum moved. All that raises and all that lowers are two sides, of which either gets its Shapley value: what it
 * moves before the other and after it, averaged; within a side parts share in proportion. So they add up to the step's whole
 * difference, keep their signs, and no side moves more than the step can, where a chord between two near ends may be as steep as
 * you like. The step must rise with each sum.
 */
export function shareThrough(
  step: (at: readonly number[]) => number,
  sums: readonly Summed[],
): Float64Array[] {
  const up = sums.map(({ parts }) => addUp(parts, (part) => part > 0));
  const down = sums.map(({ parts }) => addUp(parts, (part) => part < 0));
  const move = (by: readonly number[]) => step(sums.map(({ from }, at) => from + by[at]!));
  const [raised, lowered] = [addUp(up), addUp(down)];
  const start = step(sums.map(({ from }) => from));
  const end = step(sums.map(({ to }) => to));
  // One side alone ends at the end, whatever rounding says of its sum.
  const top = lowered === 0 ? end : move(up);
  const bottom = raised === 0 ? end : move(down);
  const raising = (top - start + end - bottom) / 2 / raised;
  const lowering = (bottom - start + end - top) / 2 / lowered;
  const share = (part: number) => (part === 0 ? 0 : part * (part > 0 ? raising : lowering));
  return sums.map(({ parts }) => Float64Array.from(parts, share));
}

function addUp(parts: ArrayLike<number>, isIn: (part: number) => boolean = () => true): number {
  let sum = 0;
  for (let at = 0; at < parts.length; at += 1) if (isIn(parts[at]!)) sum += parts[at]!;
  return sum;
}
