/** Whether probabilities mean what they say. */

import { type Interval, NORMAL_95 } from './interval.ts';

/** Rows whose probabilities are alike: how many there are, what was predicted of them on average, and what came true. */
interface ReliabilityBin {
  readonly rows: number;
  readonly positives: number;
  readonly meanProbability: number;
}

/**
 * Rows in order of their probability, in bins of equal size rather than equal width (Nguyen and O'Connor, EMNLP 2015),
 * since purchase probabilities crowd near zero; equal probabilities share a bin, so there may be fewer. Lowest first.
 */
export function reliabilityBins(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  bins = 10,
): readonly ReliabilityBin[] {
  const n = labels.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  order.sort((a, b) => probabilities[a]! - probabilities[b]!);
  const found: ReliabilityBin[] = [];
  for (let at = 0; at < n; ) {
    const start = at;
    // Where equal probabilities filled more than a bin, the ends that they passed are passed over.
    const end = Math.max(at + 1, Math.round(((Math.floor((at * bins) / n) + 1) * n) / bins));
    let sum = 0;
    let positives = 0;
    for (; at < n && (at < end || probabilities[order[at]!] === probabilities[order[at - 1]!]); at += 1) {
      sum += probabilities[order[at]!]!;
      if (labels[order[at]!]! > 0.5) positives += 1;
    }
    found.push({ rows: at - start, positives, meanProbability: sum / (at - start) });
  }
  return found;
}

/**
 * The expected calibration error: the mean distance between the predicted and the observed share of positives over
 * bins, weighted by rows. Naeini et al., AAAI 2015, over `reliabilityBins`. NaN without rows.
 */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  let rows = 0;
  let error = 0;
  for (const bin of bins) {
    rows += bin.rows;
    error += Math.abs(bin.rows * bin.meanProbability - bin.positives);
  }
  return error / rows;
}

/** Foretelling a quarter more than came, or a fifth less: the same step either way. */
const CALIBRATED = { low: 0.8, high: 1.25 };

/** Whether what came for each that was foretold is off by more than that beyond what chance explains: its interval lies outside. */
export function isMiscalibrated({ low, high }: Interval): boolean {
  return high < CALIBRATED.low || low > CALIBRATED.high;
}

/**
 * Calibration in the large: how many came true for each that was foretold, with the 95 % interval that chance gives if
 * the probabilities were right. Observed to expected, Steyerberg et al., Epidemiology 2010; the variance of a sum of
 * independent yes-or-no outcomes is that of the probabilities. NaN where nothing was foretold.
 */
export function observedToExpected(labels: ArrayLike<number>, probabilities: ArrayLike<number>): Interval {
  let observed = 0;
  let expected = 0;
  let variance = 0;
  for (let row = 0; row < labels.length; row += 1) {
    const probability = probabilities[row]!;
    if (labels[row]! > 0.5) observed += 1;
    expected += probability;
    variance += probability * (1 - probability);
  }
  const margin = NORMAL_95 * Math.sqrt(variance);
  return {
    estimate: observed / expected,
    low: Math.max(0, observed - margin) / expected,
    high: (observed + margin) / expected,
  };
}
