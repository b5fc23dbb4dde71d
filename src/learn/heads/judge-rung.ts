/** How well one rung foretold one head. */

import type { HeadName } from '../../domain/heads-report.ts';
import { meanAbsoluteError, normalisedGini, rowTweedie, totalToForetold } from '../../statistics/amounts.ts';
import { observedToExpected } from '../../statistics/calibration.ts';
import type { Interval } from '../../statistics/interval.ts';
import { rowLogLoss } from '../../statistics/log-loss.ts';
import { rocAuc } from '../../statistics/ranking.ts';
import { concordance, rowIntegratedBrier } from '../../statistics/survival.ts';
import { type Foretold, type HeadSet, medianDays } from './heads.ts';

/** See `RungFigures`. */
export interface Judged {
  /** Of each row; null where the rung does not say what the score needs. */
  readonly losses: Float64Array | null;
  readonly rank: number | null;
  readonly error: number | null;
  readonly cameToForetold: Interval | null;
}

/** Pairs are looked at one by one: more rows say the same. */
const MOST_CONCORDED = 5_000;
const UNKNOWN: Judged = { losses: null, rank: null, error: null, cameToForetold: null };

interface RungRows {
  readonly rows: readonly number[];
  readonly foretold: Foretold;
  readonly seed: number;
}

export function judgeRung(head: HeadName, test: HeadSet, own: RungRows): Judged {
  if (head === 'leaves') return judgeLeaves(test, own);
  return head === 'value' ? judgeValue(test, own) : judgeNextOrder(test, own);
}

function judgeLeaves(test: HeadSet, { rows, foretold }: RungRows): Judged {
  if (foretold.leaves === null) return UNKNOWN;
  const labels = take(test.leaves, rows);
  const said = take(foretold.leaves, rows);
  const squares = labels.map((label, at) => (label - said[at]!) ** 2);
  return {
    losses: rowLogLoss(labels, said),
    rank: rocAuc(labels, said),
    error: squares.reduce((sum, square) => sum + square, 0) / rows.length,
    cameToForetold: observedToExpected(labels, said),
  };
}

function judgeValue(test: HeadSet, { rows, foretold, seed }: RungRows): Judged {
  if (foretold.valueCents === null) return UNKNOWN;
  const amounts = take(test.valueCents, rows);
  const said = take(foretold.valueCents, rows);
  return {
    losses: rowTweedie(amounts, said),
    rank: normalisedGini(amounts, said),
    error: meanAbsoluteError(amounts, said),
    cameToForetold: totalToForetold(amounts, said, { seed }),
  };
}

/** Everybody in the test was watched for the whole horizon, so a median beyond it meets whoever ordered later, or not at all. */
function judgeNextOrder(test: HeadSet, { rows, foretold }: RungRows): Judged {
  const medians = medianDays(foretold, test.rows);
  if (medians === null) return UNKNOWN;
  const days = take(test.nextOrderDays, rows);
  const ordered = take(test.ordered, rows);
  const said = take(medians, rows);
  const step = Math.ceil(rows.length / MOST_CONCORDED);
  const some = <T extends Float64Array>(values: T) => values.filter((_, at) => at % step === 0);
  const curves = foretold.nextOrder && {
    edges: foretold.nextOrder.edges,
    at: takeCurves(foretold.nextOrder, rows),
  };
  const risk = curves === null ? said : expectedDays(curves, rows.length);
  return {
    losses: curves && rowIntegratedBrier(days, ordered, curves),
    rank: concordance(some(days), some(ordered), some(risk)),
    error: meanAbsoluteError(days, said),
    cameToForetold: curves && observedToExpected(ordered, byHorizon(curves, rows.length)),
  };
}

/** The chance of an order by the end of each curve, which is the horizon. */
function byHorizon({ edges, at }: NonNullable<Foretold['nextOrder']>, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => 1 - at[(row + 1) * edges.length - 1]!);
}

/** The area under each curve: the mean of the days, no more than the horizon each. Medians beyond it would all tie. */
function expectedDays({ edges, at }: NonNullable<Foretold['nextOrder']>, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let [area, before, above] = [0, 0, 1];
    edges.forEach((edge, k) => {
      const below = at[row * edges.length + k]!;
      area += ((above + below) / 2) * (edge - before);
      [before, above] = [edge, below];
    });
    return area;
  });
}

function takeCurves(
  { edges, at }: NonNullable<Foretold['nextOrder']>,
  rows: readonly number[],
): Float64Array {
  const taken = new Float64Array(rows.length * edges.length);
  rows.forEach((row, to) => {
    edges.forEach((_, k) => {
      taken[to * edges.length + k] = at[row * edges.length + k]!;
    });
  });
  return taken;
}

function take(values: ArrayLike<number>, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!);
}
