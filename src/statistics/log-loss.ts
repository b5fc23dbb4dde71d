/** Log loss: what it costs, in nats a row, to have believed these probabilities. */

/** Probabilities are kept this far from 0 and 1, so that one certain mistake does not cost infinity. */
const CLIP = 1e-7;

/** The mean log loss (binary cross-entropy) of the probabilities, in nats; NaN without rows. */
export function logLoss(labels: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  const losses = rowLogLoss(labels, probabilities);
  let sum = 0;
  for (const loss of losses) sum += loss;
  return sum / losses.length;
}

/** The log loss of each row, in nats; two models' differences of it are what the paired bootstrap resamples. */
export function rowLogLoss(labels: ArrayLike<number>, probabilities: ArrayLike<number>): Float64Array {
  const losses = new Float64Array(labels.length);
  for (let i = 0; i < losses.length; i += 1) {
    const p = Math.min(1 - CLIP, Math.max(CLIP, probabilities[i]!));
    losses[i] = labels[i]! > 0.5 ? -Math.log(p) : -Math.log(1 - p);
  }
  return losses;
}
