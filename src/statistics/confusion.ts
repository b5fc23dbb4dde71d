/** What a threshold makes of probabilities: right and wrong calls, and the rates made of them. */

/** Counts and rates at one threshold. A rate whose denominator is empty is 0. */
export interface Confusion {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
  readonly accuracy: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Calls each row with a probability at or above the threshold positive, and counts. */
export function confusionAt(
  threshold: number,
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): Confusion {
  let truePositives = 0;
  let falsePositives = 0;
  let positives = 0;
  for (let i = 0; i < labels.length; i += 1) {
    const positive = labels[i]! > 0.5;
    if (positive) positives += 1;
    if (probabilities[i]! < threshold) continue;
    if (positive) truePositives += 1;
    else falsePositives += 1;
  }
  const falseNegatives = positives - truePositives;
  const trueNegatives = labels.length - positives - falsePositives;
  return {
    threshold,
    truePositives,
    falsePositives,
    trueNegatives,
    falseNegatives,
    accuracy: share(truePositives + trueNegatives, labels.length),
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, positives),
    f1: share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
