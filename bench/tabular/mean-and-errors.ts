/** The mean of a figure over repeated splits of the same rows, with how far it may be off. */

export interface MeanAndErrors {
  readonly mean: number;
  /** Standard error over the splits, which share rows: how well the mean over all such splits is known. */
  readonly error: number;
  /** How far other rows to learn from and to test on would be off. */
  readonly corrected: number;
}

/**
 * The corrected error adds to one over the splits the test rows for each training row, since what is learnt from overlapping
 * parts errs alike: Nadeau and Bengio, "Inference for the generalization error", Machine Learning 52 (2003).
 */
export function meanAndErrors(values: readonly number[], testForEachTrainingRow: number): MeanAndErrors {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  // Of one split alone nothing is known of others: no number.
  const variance = squares / (values.length - 1);
  return {
    mean,
    error: Math.sqrt(variance / values.length),
    corrected: Math.sqrt(variance * (1 / values.length + testForEachTrainingRow)),
  };
}
