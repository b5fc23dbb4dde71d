/** What one night found to have moved since the champion learned, beside what moves by chance and by itself. */

/** Something that moved beyond chance, in words for whoever reads the channel. */
export interface DriftFinding {
  /** Names of what moved, equal from night to night, so that it is told once. */
  readonly keys: readonly string[];
  /** What moved and how much. */
  readonly what: string;
  readonly means: string;
  readonly advice: string;
}

export interface DriftReport {
  /** Empty when nothing moved beyond chance. */
  readonly findings: readonly DriftFinding[];
  /** What was looked at and what it came to, a sentence each; where there is too little to say, that. */
  readonly looked: readonly string[];
}
