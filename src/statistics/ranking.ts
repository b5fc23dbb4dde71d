/** How well scores rank positives above negatives, and the threshold that serves F1 best. */

/**
 * The area under the ROC curve: the chance that a positive scores above a negative, ties counting half
 * (Mann-Whitney U; Hanley and McNeil, Radiology 143, 1982). Null unless both classes are present. O(n log n).
 */
export function rocAuc(labels: ArrayLike<number>, scores: ArrayLike<number>): number | null {
  const positives = countPositives(labels);
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let wins = 0;
  for (const step of descend(labels, scores)) {
    const positivesHere = step.truePositives - step.truePositivesBefore;
    const negativesBelow = negatives - step.falsePositives;
    wins += positivesHere * (negativesBelow + (step.falsePositives - step.falsePositivesBefore) / 2);
  }
  return wins / (positives * negatives);
}

/**
 * Average precision: precision at each distinct score, weighted by the recall it adds. Not the trapezoid, which is
 * too optimistic (Davis and Goadrich, ICML 2006). Null without positives. O(n log n).
 */
export function prAuc(labels: ArrayLike<number>, scores: ArrayLike<number>): number | null {
  const positives = countPositives(labels);
  if (positives === 0) return null;
  let area = 0;
  for (const step of descend(labels, scores)) {
    const precision = step.truePositives / (step.truePositives + step.falsePositives);
    area += (precision * (step.truePositives - step.truePositivesBefore)) / positives;
  }
  return area;
}

/** The score at or above which calling a row positive gives the highest F1; 0.5 when there are no positives. */
export function bestF1Threshold(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  const positives = countPositives(labels);
  let best = { f1: 0, threshold: 0.5 };
  for (const step of descend(labels, scores)) {
    const f1 = (2 * step.truePositives) / (step.truePositives + step.falsePositives + positives);
    if (f1 > best.f1) best = { f1, threshold: step.score };
  }
  return best.threshold;
}

interface Step {
  readonly score: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly truePositivesBefore: number;
  readonly falsePositivesBefore: number;
}

/** Walks the distinct scores from the highest down, with the counts at or above each. */
function* descend(labels: ArrayLike<number>, scores: ArrayLike<number>): Generator<Step> {
  const order = Uint32Array.from({ length: labels.length }, (_, i) => i);
  order.sort((a, b) => scores[b]! - scores[a]!);
  let truePositives = 0;
  let falsePositives = 0;
  for (let at = 0; at < order.length; ) {
    const score = scores[order[at]!]!;
    const truePositivesBefore = truePositives;
    const falsePositivesBefore = falsePositives;
    for (; at < order.length && scores[order[at]!] === score; at += 1) {
      if (labels[order[at]!]! > 0.5) truePositives += 1;
      else falsePositives += 1;
    }
    yield { score, truePositives, falsePositives, truePositivesBefore, falsePositivesBefore };
  }
}

function countPositives(labels: ArrayLike<number>): number {
  let positives = 0;
  for (let i = 0; i < labels.length; i += 1) if (labels[i]! > 0.5) positives += 1;
  return positives;
}
