/** What one night found to have moved since the champion learned, beside what moves by chance and by itself. */

/** One distribution then and tonight. */
export interface Shift {
  readonly name: string;
  readonly psi: number;
  /** What the index comes to on average, and what it hardly ever exceeds, when nothing moves. */
  readonly byChance: number;
  readonly limit: number;
  /** What it had moved by itself while the model was trained and judged, carried on until tonight. */
  readonly usual: number;
  /** Where the two are furthest apart: the shares of contacts at or below this value. */
  readonly bound: number;
  readonly shareThen: number;
  readonly shareNow: number;
  /** Whether there is only one bound, so that what is at or below it is alike. */
  readonly isOnlyBound: boolean;
  /** Contacts then and tonight. */
  readonly sizes: { readonly reference: number; readonly current: number };
}

export interface DriftMeasures {
  /** One for each feature, in their order. */
  readonly columns: readonly Shift[];
  readonly scores: Shift;
}

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
