/** Whether probabilities mean what they say. */

/**
 * The expected calibration error: the mean distance between the predicted and the observed share of positives over
 * bins, weighted by rows. Naeini et al., AAAI 2015, but with bins of equal size instead of equal width (Nguyen and
 * O'Connor, EMNLP 2015), since purchase probabilities crowd near zero; equal scores share a bin. NaN without rows.
 */
export function expectedCalibrationError(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  bins = 10,
): number {
  const n = labels.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  order.sort((a, b) => probabilities[a]! - probabilities[b]!);
  let error = 0;
  for (let at = 0, bin = 1; at < n; bin += 1) {
    const end = Math.max(at + 1, Math.round((bin * n) / bins));
    let surplus = 0;
    for (; at < n && (at < end || probabilities[order[at]!] === probabilities[order[at - 1]!]); at += 1) {
      surplus += probabilities[order[at]!]! - (labels[order[at]!]! > 0.5 ? 1 : 0);
    }
    error += Math.abs(surplus);
  }
  return error / n;
}
