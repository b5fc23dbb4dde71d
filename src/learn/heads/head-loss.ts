/** What the outputs of a network of heads mean, and the loss of each head: written out with its derivative, masked where a label is unknown. */

import { sigmoid } from '../../statistics/sigmoid.ts';
import { findBin } from './hazard-bins.ts';
import type { HeadSet } from './heads.ts';

/** Outputs of a row: logit of an order, mean and spread of the logarithm of what is spent, logit of leaving, then a logit a bin. */
const [BUYS, MEAN, SPREAD, LEAVES, HAZARDS] = [0, 1, 2, 3, 4];
/** Targets of a row, NaN where unknown: order, standardised logarithm, leaving, bins survived, bin of the order (-1: none). */
const [BOUGHT, LOG_SPENT, LEFT, SURVIVED, EVENT] = [0, 1, 2, 3, 4];
const TARGETS = 5;

/** How logarithms of amounts are scaled, so that their loss begins like the others. */
export interface AmountScale {
  readonly mean: number;
  readonly deviation: number;
  /** No forecast of an order's worth is larger than the largest that was learnt from. */
  readonly mostCents: number;
}

/** The heads, the amount that is spent by who buys being one, and what each row's loss is multiplied by. */
export interface HeadWeights {
  readonly buys: number;
  readonly amount: number;
  readonly leaves: number;
  readonly hazards: number;
}

export function outputCount(bins: number): number {
  return HAZARDS + bins;
}

/** Of the amounts above 0. */
export function scaleAmounts({ valueCents }: HeadSet): AmountScale {
  const logs = valueCents.filter((cents) => cents > 0).map(Math.log);
  const mean = logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length);
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / Math.max(1, logs.length);
  const mostCents = logs.reduce((most, log) => Math.max(most, Math.exp(log)), 0);
  return { mean, deviation: Math.sqrt(variance) || 1, mostCents };
}

/** A row's targets beside each other. An order without worth says nothing of amounts. */
export function encodeTargets(set: HeadSet, edges: readonly number[], amounts: AmountScale): Float32Array {
  const targets = new Float32Array(set.rows * TARGETS).fill(Number.NaN);
  for (let row = 0; row < set.rows; row += 1) {
    const at = row * TARGETS;
    targets[at + BOUGHT] = set.bought[row]!;
    if (set.valueCents[row]! > 0)
      targets[at + LOG_SPENT] = (Math.log(set.valueCents[row]!) - amounts.mean) / amounts.deviation;
    targets[at + LEFT] = set.leaves[row]!;
    if (Number.isNaN(set.nextOrderDays[row])) continue;
    const { survived, event } = findBin(set.nextOrderDays[row]!, set.ordered[row]! > 0.5, edges);
    targets[at + SURVIVED] = survived;
    targets[at + EVENT] = event;
  }
  return targets;
}

/**
 * One over what the best constant loses on all these rows together, times their number: so each head begins near 1 and none
 * is heard the louder for being in other units, or for being known of fewer rows. 0 for a head that nobody knows.
 */
export function weighHeads(targets: Float32Array, bins: number): HeadWeights {
  const rows = targets.length / TARGETS;
  const bought = countLabels(targets, BOUGHT);
  const left = countLabels(targets, LEFT);
  let amounts = 0;
  const passed = new Float64Array(bins);
  const events = new Float64Array(bins);
  for (let at = 0; at < targets.length; at += TARGETS) {
    if (!Number.isNaN(targets[at + LOG_SPENT]!)) amounts += 1;
    for (let bin = 0; bin < targets[at + SURVIVED]!; bin += 1) passed[bin]! += 1;
    if (targets[at + EVENT]! >= 0) events[targets[at + EVENT]!]! += 1;
  }
  const hazards = passed.reduce((sum, count, bin) => sum + entropy(events[bin]!, count + events[bin]!), 0);
  const share = (loss: number) => (loss > 0 ? rows / loss : 0);
  return {
    buys: share(entropy(bought.positives, bought.known)),
    // Standardised logarithms: half a square of deviation 1, and the constant of the normal density.
    amount: share(amounts * (0.5 + 0.5 * Math.log(2 * Math.PI))),
    leaves: share(entropy(left.positives, left.known)),
    hazards: share(hazards),
  };
}

/**
 * The weighted sum of the heads' losses, a mean over the rows, and its derivative by each output. An order and its worth: the
 * zero-inflated lognormal of Wang, Liu and Miao (arXiv:1912.07753, 2019). Days: each bin survived or not (see `findBin`).
 */
export function differentiateHeads(
  outputs: Float32Array,
  targets: Float32Array,
  weights: HeadWeights,
): { loss: number; errors: Float32Array } {
  const rows = targets.length / TARGETS;
  const width = outputs.length / rows;
  const errors = new Float32Array(outputs.length);
  let loss = 0;
  for (let row = 0; row < rows; row += 1) {
    const [from, at] = [row * width, row * TARGETS];
    const logit = (output: number, label: number, weight: number) => {
      const z = outputs[from + output]!;
      errors[from + output] = ((sigmoid(z) - label) * weight) / rows;
      loss += weight * (Math.max(z, 0) - z * label + Math.log1p(Math.exp(-Math.abs(z))));
    };
    if (!Number.isNaN(targets[at + BOUGHT]!)) logit(BUYS, targets[at + BOUGHT]!, weights.buys);
    if (!Number.isNaN(targets[at + LEFT]!)) logit(LEAVES, targets[at + LEFT]!, weights.leaves);
    for (let bin = 0; bin < targets[at + SURVIVED]!; bin += 1) logit(HAZARDS + bin, 0, weights.hazards);
    if (targets[at + EVENT]! >= 0) logit(HAZARDS + targets[at + EVENT]!, 1, weights.hazards);
    if (!Number.isNaN(targets[at + LOG_SPENT]!)) {
      const amount = differentiateAmount(
        outputs[from + MEAN]!,
        outputs[from + SPREAD]!,
        targets[at + LOG_SPENT]!,
      );
      loss += weights.amount * amount.loss;
      errors[from + MEAN] = (weights.amount * amount.byMean) / rows;
      errors[from + SPREAD] = (weights.amount * amount.bySpread) / rows;
    }
  }
  return { loss: loss / rows, errors };
}

/** Of a row's outputs. The worth is the mean of the lognormal, in cents. */
export function readOutputs(outputs: Float32Array, from: number, amounts: AmountScale) {
  const { logDeviation } = readSpread(outputs[from + SPREAD]!);
  const spread = amounts.deviation * Math.exp(logDeviation);
  const mean = amounts.mean + amounts.deviation * outputs[from + MEAN]! + spread ** 2 / 2;
  return {
    buys: sigmoid(outputs[from + BUYS]!),
    worthCents: Math.min(amounts.mostCents, Math.exp(mean)),
    leaves: sigmoid(outputs[from + LEAVES]!),
    hazard: (bin: number) => sigmoid(outputs[from + HAZARDS + bin]!),
  };
}

/** The normal density of a standardised logarithm, whose deviation is kept between e to the -2nd and the 2nd. */
function differentiateAmount(mean: number, spread: number, log: number) {
  const { logDeviation, slope } = readSpread(spread);
  const precision = Math.exp(-2 * logDeviation);
  const distance = mean - log;
  return {
    loss: (distance ** 2 * precision) / 2 + logDeviation + Math.log(2 * Math.PI) / 2,
    byMean: distance * precision,
    bySpread: (1 - distance ** 2 * precision) * slope,
  };
}

function readSpread(spread: number) {
  const bent = Math.tanh(spread / 2);
  return { logDeviation: 2 * bent, slope: 1 - bent ** 2 };
}

function countLabels(targets: Float32Array, column: number) {
  let [known, positives] = [0, 0];
  for (let at = column; at < targets.length; at += TARGETS) {
    if (Number.isNaN(targets[at]!)) continue;
    known += 1;
    positives += targets[at]!;
  }
  return { known, positives };
}

/** What the base rate loses in all, in nats. */
function entropy(positives: number, known: number): number {
  const share = positives / known;
  return share > 0 && share < 1 ? -known * (share * Math.log(share) + (1 - share) * Math.log(1 - share)) : 0;
}
