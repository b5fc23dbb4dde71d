/** What came true of the scores that were given an outcome window ago, for the champion of then and those beside it. */

interface Bounds {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface LiveRun {
  readonly runId: string;
  readonly kind: string;
  /** Whether its scores were the ones used then. */
  readonly isChampion: boolean;
  readonly logLoss: number;
  /** How many ordered for each order foretold. */
  readonly observedToExpected: Bounds;
  /** Its log loss minus that of the one that served, over the same contacts; null for that one itself, and where too few ordered. */
  readonly againstChampion: Bounds | null;
}

export interface LiveEvidence {
  /** When the scores were given, and how long was waited. */
  readonly cutoff: number;
  readonly outcomeWindowDays: number;
  readonly contacts: number;
  readonly buyers: number;
  /** Log loss of knowing only how many of these ordered. */
  readonly baseRateLogLoss: number;
  /** The one that served first; empty while too few ordered and too few were foretold to, or too few did not. */
  readonly runs: readonly LiveRun[];
}
