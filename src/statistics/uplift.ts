/** How well scores of uplift find those whom a treatment moves, on a randomised test. */

import { orderByScore } from './ranking.ts';

/** Rows of a randomised test. */
export interface UpliftRows {
  /** The higher, the more the treatment is said to help. */
  readonly scores: ArrayLike<number>;
  /** 1 if treated, else 0. */
  readonly treated: ArrayLike<number>;
  /** 1 if the outcome came, else 0. */
  readonly outcomes: ArrayLike<number>;
  /** How often each row counts; once unless given. */
  readonly times?: ArrayLike<number>;
  /** The rows from the highest score down, for whoever asks more than once. */
  readonly order?: Uint32Array;
}

/** What is found at or above a score, walking down. */
interface Reach {
  rows: number;
  treated: number;
  treatedOutcomes: number;
  controlOutcomes: number;
}

/**
 * uplift@share: of the best-scored `share` of all rows, the outcome rate of the treated minus that of the others.
 * Gutierrez and Gerardy, "Causal inference and uplift modelling: a review of the literature", PMLR 67 (2017), section 4.
 * Equal scores stay together, so that the share may be passed. NaN when the share holds only one of the two groups.
 */
export function upliftAt(share: number, rows: UpliftRows): number {
  const cut = Math.round(share * countRows(rows));
  let uplift = Number.NaN;
  walk(rows, (at) => {
    if (at.rows < cut) return true;
    uplift = at.treatedOutcomes / at.treated - at.controlOutcomes / (at.rows - at.treated);
    return false;
  });
  return uplift;
}

/**
 * The Qini area per treated row: the area between the Qini curve and the line of random targeting, the share of rows on
 * one axis, incremental outcomes over all treated rows on the other. The curve is
 * (outcomes among treated - outcomes among others * treated / others) over the best-scored rows so far.
 * Radcliffe, "Using control groups to target on predicted lift", Direct Marketing Analytics Journal (2007).
 */
export function qiniPerTreated(rows: UpliftRows): number {
  let area = 0;
  let [rowsBefore, gainBefore, treated] = [0, 0, 0];
  walk(rows, (at) => {
    const others = at.rows - at.treated;
    const gain = at.treatedOutcomes - (others === 0 ? 0 : (at.controlOutcomes * at.treated) / others);
    area += ((gain + gainBefore) / 2) * (at.rows - rowsBefore);
    [rowsBefore, gainBefore, treated] = [at.rows, gain, at.treated];
    return true;
  });
  return (area / rowsBefore - gainBefore / 2) / treated;
}

function countRows({ scores, times }: UpliftRows): number {
  if (times === undefined) return scores.length;
  let rows = 0;
  for (let row = 0; row < times.length; row += 1) rows += times[row]!;
  return rows;
}

/** Shows the counts after each distinct score, from the highest down, while `visit` says true: the same object each time. */
function walk(rows: UpliftRows, visit: (at: Readonly<Reach>) => boolean): void {
  const { scores, treated, outcomes, times, order = orderByScore(scores) } = rows;
  const at = { rows: 0, treated: 0, treatedOutcomes: 0, controlOutcomes: 0 };
  for (let place = 0; place < order.length; place += 1) {
    const row = order[place]!;
    const count = times === undefined ? 1 : times[row]!;
    at.rows += count;
    at.treated += count * treated[row]!;
    if (treated[row]! > 0.5) at.treatedOutcomes += count * outcomes[row]!;
    else at.controlOutcomes += count * outcomes[row]!;
    const isLast = place === order.length - 1 || scores[order[place + 1]!] !== scores[row];
    if (isLast && !visit(at)) return;
  }
}
