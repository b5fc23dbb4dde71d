/** Times until something happens, of which some are only known to be longer: their curve, and how well they were foretold. */

/**
 * The share to whom it has not happened yet at each of the rising `times`: the product-limit estimate, in which who is no longer
 * watched counts until then. Kaplan and Meier, Journal of the American Statistical Association 53 (1958).
 */
export function kaplanMeier(
  days: ArrayLike<number>,
  happened: ArrayLike<number>,
  times: readonly number[],
): Float64Array {
  const order = Uint32Array.from({ length: days.length }, (_, i) => i).sort((a, b) => days[a]! - days[b]!);
  const curve = new Float64Array(times.length);
  let surviving = 1;
  let at = 0;
  times.forEach((time, index) => {
    while (at < order.length && days[order[at]!]! <= time) {
      const day = days[order[at]!]!;
      const atRisk = order.length - at;
      let events = 0;
      for (; at < order.length && days[order[at]!] === day; at += 1)
        if (happened[order[at]!]! > 0.5) events += 1;
      surviving *= 1 - events / atRisk;
    }
    curve[index] = surviving;
  });
  return curve;
}

/** Survival curves: `edges` rise from above 0; row r has survived edge k with probability at[r * edges.length + k]. */
export interface SurvivalCurves {
  readonly edges: readonly number[];
  readonly at: ArrayLike<number>;
}

/** Of one row at any time: straight between edges, 1 at 0, as at the last edge beyond it. */
export function survivalAt({ edges, at }: SurvivalCurves, row: number, time: number): number {
  const from = row * edges.length;
  let [before, above] = [0, 1];
  for (let k = 0; k < edges.length; k += 1) {
    const below = at[from + k]!;
    if (time <= edges[k]!) return above + ((below - above) * (time - before)) / (edges[k]! - before);
    before = edges[k]!;
    above = below;
  }
  return above;
}

/** When a row's survival falls to `share`; the last edge where it does not before. */
export function survivalTime({ edges, at }: SurvivalCurves, row: number, share = 0.5): number {
  const from = row * edges.length;
  let [before, above] = [0, 1];
  for (let k = 0; k < edges.length; k += 1) {
    const below = at[from + k]!;
    if (below <= share)
      return below === above
        ? edges[k]!
        : before + ((above - share) / (above - below)) * (edges[k]! - before);
    before = edges[k]!;
    above = below;
  }
  return before;
}

/**
 * Each row's Brier score, averaged over the time it was watched up to the last edge: how far its curve is from what was so. A proper
 * score as long as watching ends for reasons of its own. Graf et al., Statistics in Medicine 18 (1999), without their weights, which
 * are 1 where everybody is watched to the end.
 */
export function rowIntegratedBrier(
  days: ArrayLike<number>,
  happened: ArrayLike<number>,
  curves: SurvivalCurves,
): Float64Array {
  const end = curves.edges.at(-1)!;
  const steps = Math.ceil(end);
  return Float64Array.from({ length: days.length }, (_, row) => {
    let sum = 0;
    let watched = 0;
    for (let step = 0; step < steps; step += 1) {
      const time = ((step + 0.5) * end) / steps;
      const isOver = days[row]! <= time;
      if (isOver && happened[row]! < 0.5) break;
      sum += (survivalAt(curves, row, time) - (isOver ? 0 : 1)) ** 2;
      watched += 1;
    }
    return watched === 0 ? 0 : sum / watched;
  });
}

/**
 * The chance that of two rows of whom it is known which came first, the one that was foretold earlier did; ties of the forecast count
 * half, a half is chance. Harrell et al., Journal of the American Medical Association 247 (1982). NaN without such a pair. Quadratic.
 */
export function concordance(
  days: ArrayLike<number>,
  happened: ArrayLike<number>,
  foretold: ArrayLike<number>,
): number {
  let right = 0;
  let pairs = 0;
  for (let i = 0; i < days.length; i += 1) {
    if (happened[i]! < 0.5) continue;
    for (let j = 0; j < days.length; j += 1) {
      // Who was watched no longer than until then may have been later or not, unless it was censored right then.
      if (days[j]! < days[i]! || (days[j] === days[i] && happened[j]! > 0.5)) continue;
      pairs += 1;
      if (foretold[i]! < foretold[j]!) right += 1;
      else if (foretold[i] === foretold[j]) right += 0.5;
    }
  }
  return right / pairs;
}
