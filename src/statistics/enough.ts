/** How many outcomes it takes before anything is judged by them. */

/**
 * So many with the outcome, and as many without: with fewer a handful of contacts decides, and an interval by resampling or
 * by the normal distribution covers less often than it says. By custom, as of a mean; on validating forecasts the literature asks for
 * more still (100 and 100: Collins, Ogundimu and Altman, Statistics in Medicine 35, 2016), so what passes is said with its interval.
 */
export const MIN_OF_EACH_OUTCOME = 30;

export function isEnough({
  rows,
  positives,
}: {
  readonly rows: number;
  readonly positives: number;
}): boolean {
  return Math.min(positives, rows - positives) >= MIN_OF_EACH_OUTCOME;
}

/** "it takes 30 who ordered and 30 who did not" */
export function sayEnough(did: string): string {
  return `it takes ${MIN_OF_EACH_OUTCOME} who ${did} and ${MIN_OF_EACH_OUTCOME} who did not`;
}
