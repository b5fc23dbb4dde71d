/** What champion and challengers said of the same contacts on one night, kept until it is known who ordered. */

export interface ScoreSample {
  /** The moment as of which they were asked. */
  readonly cutoff: number;
  readonly outcomeWindowDays: number;
  readonly contactIds: readonly string[];
  readonly byRun: readonly SampledScores[];
}

export interface SampledScores {
  readonly runId: string;
  readonly kind: string;
  /** Whether it was this one's scores that were used. */
  readonly isChampion: boolean;
  /** The conversionProbability of each contact, in the order of `contactIds`. */
  readonly probabilities: readonly number[];
  /** What was told besides these scores; of the champion's alone, and left out by older versions. */
  readonly heads?: SampledHeads;
  readonly nextProducts?: SampledLists;
}

/** Of each contact, in the order of `contactIds`; null where nothing was foretold that the outcome window can tell. */
export interface SampledHeads {
  readonly valueCents: readonly (number | null)[];
  /** After how many days which share of such contacts was to have ordered. */
  readonly orderBy: readonly (readonly [days: number, share: number] | null)[];
}

/** Of each contact, in the order of `contactIds`: products as places in `productIds`; none where nothing was recommended. */
export interface SampledLists {
  readonly productIds: readonly string[];
  readonly recommended: readonly (readonly number[])[];
  /** What popularity alone would have recommended. */
  readonly popular: readonly (readonly number[])[];
}

export interface ScoreSampleStore {
  /** Keeps a night's sample, in place of one of the same cutoff. */
  put(sample: ScoreSample): Promise<void>;
  /** The newest whose outcome window had ended by then, or null. */
  newestEnded(by: number): Promise<ScoreSample | null>;
  /** Forgets those asked before; gives how many. */
  purge(before: number): Promise<number>;
}
