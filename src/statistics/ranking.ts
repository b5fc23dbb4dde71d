/** How well scores rank positives above negatives, and the threshold that serves F1 best. */

/** How rows are walked through, for whoever asks about the same ones more than once. */
export interface Walk {
  /** The rows from the highest score down. */
  readonly order?: Uint32Array;
  /** How often each row counts; once unless given. */
  readonly times?: ArrayLike<number>;
}

/**
 * The area under the ROC curve: the chance that a positive scores above a negative, ties counting half
 * (Mann-Whitney U; Hanley and McNeil, Radiology 143, 1982). Null unless both classes are present. O(n log n).
 */
export function rocAuc(labels: ArrayLike<number>, scores: ArrayLike<number>, walk: Walk = {}): number | null {
  // Of pairs of a positive and a negative: how often the positive is above; a negative is above those that come after it.
  let wins = 0;
  const all = descend({ labels, scores, ...walk }, (at, before) => {
    const negativesHere = at.falsePositives - before.falsePositives;
    wins += negativesHere * (before.truePositives + (at.truePositives - before.truePositives) / 2);
  });
  const pairs = all.truePositives * all.falsePositives;
  return pairs === 0 ? null : wins / pairs;
}

/**
 * Average precision: precision at each distinct score, weighted by the recall it adds. Not the trapezoid, which is
 * too optimistic (Davis and Goadrich, ICML 2006). Null without positives. O(n log n).
 */
export function prAuc(labels: ArrayLike<number>, scores: ArrayLike<number>, walk: Walk = {}): number | null {
  let area = 0;
  const all = descend({ labels, scores, ...walk }, (at, before) => {
    const found = at.truePositives - before.truePositives;
    if (found > 0) area += (found * at.truePositives) / (at.truePositives + at.falsePositives);
  });
  return all.truePositives === 0 ? null : area / all.truePositives;
}

/** The score at or above which calling a row positive gives the highest F1; 0.5 when there are no positives. */
export function bestF1Threshold(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  const positives = countPositives(labels);
  let best = { f1: 0, threshold: 0.5 };
  descend({ labels, scores }, ({ score, truePositives, falsePositives }) => {
    const f1 = (2 * truePositives) / (truePositives + falsePositives + positives);
    if (f1 > best.f1) best = { f1, threshold: score };
  });
  return best.threshold;
}

/** Row numbers from the highest score down. */
export function orderByScore(scores: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: scores.length }, (_, row) => row);
  return order.sort((a, b) => scores[b]! - scores[a]! || a - b);
}

/** What is at or above a score. */
interface Reach {
  score: number;
  truePositives: number;
  falsePositives: number;
}

/** Visits the distinct scores from the highest down, with what is at or above each and the one before; gives what there is in all. */
function descend(
  rows: Walk & { readonly labels: ArrayLike<number>; readonly scores: ArrayLike<number> },
  visit: (at: Readonly<Reach>, before: Readonly<Omit<Reach, 'score'>>) => void,
): Readonly<Reach> {
  const { labels, scores, order = orderByScore(scores), times } = rows;
  const at: Reach = { score: Number.NaN, truePositives: 0, falsePositives: 0 };
  const before = { truePositives: 0, falsePositives: 0 };
  for (let place = 0; place < order.length; place += 1) {
    const row = order[place]!;
    const weight = times === undefined ? 1 : times[row]!;
    if (labels[row]! > 0.5) at.truePositives += weight;
    else at.falsePositives += weight;
    at.score = scores[row]!;
    if (place < order.length - 1 && scores[order[place + 1]!] === at.score) continue;
    visit(at, before);
    before.truePositives = at.truePositives;
    before.falsePositives = at.falsePositives;
  }
  return at;
}

function countPositives(labels: ArrayLike<number>): number {
  let positives = 0;
  for (let i = 0; i < labels.length; i += 1) if (labels[i]! > 0.5) positives += 1;
  return positives;
}
