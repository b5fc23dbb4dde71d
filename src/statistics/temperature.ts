/** Temperature scaling: one number that makes a network's probabilities as sure as they are right. */

import { logLoss } from './log-loss.ts';

/** A network this much too sure or too shy has other faults. */
const RANGE = [0.25, 4] as const;
const STEPS = 60;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature by which logits are to be divided for the least log loss on held-out rows, by golden section search on
 * its logarithm (the loss is convex in one over the temperature).
 * Guo et al., "On calibration of modern neural networks", ICML 2017.
 */
export function fitTemperature(labels: ArrayLike<number>, probabilities: Float32Array): number {
  const lossAt = (log: number) => logLoss(labels, applyTemperature(Math.exp(log), probabilities));
  let low = Math.log(RANGE[0]);
  let high = Math.log(RANGE[1]);
  for (let step = 0; step < STEPS && high - low > 1e-4; step += 1) {
    const a = high - GOLDEN * (high - low);
    const b = low + GOLDEN * (high - low);
    if (lossAt(a) <= lossAt(b)) high = b;
    else low = a;
  }
  return Math.exp((low + high) / 2);
}

/** The probabilities with their logits divided by the temperature. */
export function applyTemperature(temperature: number, probabilities: Float32Array): Float32Array {
  return probabilities.map((p) => {
    const kept = Math.min(1 - 1e-7, Math.max(1e-7, p));
    return 1 / (1 + ((1 - kept) / kept) ** (1 / temperature));
  });
}
