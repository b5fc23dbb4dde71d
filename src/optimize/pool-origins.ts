/** Pools what one kind of model came to at several origins, with intervals over contacts. */

import type { PooledFigures } from '../domain/rolling-evidence.ts';
import { isEnough } from '../statistics/enough.ts';
import { rowLogLoss } from '../statistics/log-loss.ts';
import { orderByScore, prAuc, rocAuc } from '../statistics/ranking.ts';
import { percentileInterval, resampleContacts } from '../statistics/resample-contacts.ts';

/** The test rows of one origin, with what was said of each and what came. */
export interface OriginRows {
  readonly contactIds: readonly string[];
  readonly y: ArrayLike<number>;
  readonly probabilities: Float32Array;
  /** From which probability on a row counts as foretold to order. */
  readonly threshold: number;
}

/**
 * Log loss is the mean over all rows, skill one minus its sum divided by that of each origin's own base rate; accuracy, recall, F1 and
 * observed to expected are of the counts added up. The areas are means over origins: the models differ, so their scores
 * do not rank against one another. Intervals by the bootstrap over contacts, since one contact has a row at each origin; the
 * models stay as they are, so it is not in them that another training would have given others. Null where too few ordered, or too few
 * did not, over all of them.
 */
export function poolOrigins(origins: readonly OriginRows[], seed: number): PooledFigures | null {
  if (!isEnough(countOrdered(origins))) return null;
  let from = 0;
  const prepared = origins.map((origin): PreparedOrigin => {
    const losses = rowLogLoss(origin.y, origin.probabilities);
    const one = { ...origin, losses, order: orderByScore(origin.probabilities), from };
    from += losses.length;
    return one;
  });
  const found = measure(prepared, new Uint32Array(from).fill(1));
  const draws: Figures[] = [];
  const contactIds = origins.flatMap((origin) => origin.contactIds);
  for (const times of resampleContacts(contactIds, seed)) draws.push(measure(prepared, times));
  const intervalOf = (figure: keyof Figures) =>
    percentileInterval(
      found[figure],
      draws.map((draw) => draw[figure]),
    );
  return {
    logLoss: intervalOf('logLoss'),
    skill: intervalOf('skill'),
    rocAuc: intervalOf('rocAuc'),
    prAuc: intervalOf('prAuc'),
    accuracy: intervalOf('accuracy'),
    recall: intervalOf('recall'),
    f1: intervalOf('f1'),
    observedToExpected: intervalOf('observedToExpected'),
  };
}

/** How many rows there are over all origins, and how many of them ordered. */
export function countOrdered(origins: readonly OriginRows[]) {
  const labels = origins.flatMap(({ y }) => Array.from(y));
  return { rows: labels.length, positives: labels.filter((label) => label > 0.5).length };
}

interface PreparedOrigin extends OriginRows {
  readonly losses: Float64Array;
  readonly order: Uint32Array;
  /** Where its rows begin among those of all origins. */
  readonly from: number;
}

type Figures = Record<keyof PooledFigures, number>;

const NOTHING = {
  rows: 0,
  loss: 0,
  baseLoss: 0,
  positives: 0,
  expected: 0,
  truePositives: 0,
  falsePositives: 0,
};
type Sums = Record<keyof typeof NOTHING, number>;

function measure(origins: readonly PreparedOrigin[], times: Uint32Array): Figures {
  const sums: Sums = { ...NOTHING };
  const areas: { rocAuc: number | null; prAuc: number | null }[] = [];
  for (const origin of origins) {
    const { y, probabilities, order, from } = origin;
    const walk = { order, times: times.subarray(from, from + order.length) };
    addUp(sums, origin, walk.times);
    areas.push({ rocAuc: rocAuc(y, probabilities, walk), prAuc: prAuc(y, probabilities, walk) });
  }
  const { rows, loss, baseLoss, positives, expected, truePositives, falsePositives } = sums;
  return {
    logLoss: loss / rows,
    skill: 1 - loss / baseLoss,
    rocAuc: meanOfKnown(areas.map((area) => area.rocAuc)),
    prAuc: meanOfKnown(areas.map((area) => area.prAuc)),
    accuracy: (truePositives + rows - positives - falsePositives) / rows,
    recall: truePositives / positives,
    f1: (2 * truePositives) / (truePositives + falsePositives + positives),
    observedToExpected: positives / expected,
  };
}

function addUp(
  sums: Sums,
  { y, probabilities, losses, threshold }: PreparedOrigin,
  times: Uint32Array,
): void {
  let [rows, positives] = [0, 0];
  for (let row = 0; row < losses.length; row += 1) {
    const weight = times[row]!;
    rows += weight;
    sums.loss += weight * losses[row]!;
    sums.expected += weight * probabilities[row]!;
    const isPositive = y[row]! > 0.5;
    if (isPositive) positives += weight;
    if (probabilities[row]! < threshold) continue;
    if (isPositive) sums.truePositives += weight;
    else sums.falsePositives += weight;
  }
  sums.rows += rows;
  sums.positives += positives;
  sums.baseLoss -= xLogY(positives, positives / rows) + xLogY(rows - positives, 1 - positives / rows);
}

/** x log y, and 0 where x is. */
function xLogY(x: number, y: number): number {
  return x === 0 ? 0 : x * Math.log(y);
}

/** A resample may draw an origin's few buyers not at all. */
function meanOfKnown(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
