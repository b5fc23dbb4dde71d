/** One training: what was learnt from what, how good it was beside its base rate, and what became of it. */

import type { ModelDecision, NewModelDecision } from './model-decision.ts';
import type { RollingEvidence } from './rolling-evidence.ts';

/** Metrics on one set of rows. `threshold` is where accuracy, precision, recall and F1 are taken. */
export interface ModelMetrics {
  readonly rows: number;
  readonly positives: number;
  readonly baseRate: number;
  readonly logLoss: number;
  readonly baseRateLogLoss: number;
  readonly threshold: number;
  readonly accuracy: number;
  readonly baseRateAccuracy: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly rocAuc: number;
  readonly prAuc: number;
  readonly calibrationError: number;
  /** How many ordered for each order foretold, with its interval; runs of older versions did not keep it. */
  readonly observedToExpected?: { readonly estimate: number; readonly low: number; readonly high: number };
  /** The test set in bins of alike probabilities, lowest first; runs of older versions did not keep it. */
  readonly reliability?: readonly {
    readonly rows: number;
    readonly positives: number;
    readonly meanProbability: number;
  }[];
}

export const MODEL_RUN_STATES = ['challenger', 'champion', 'refused', 'retired'] as const;
export type ModelRunState = (typeof MODEL_RUN_STATES)[number];

/** Where a model run can go; a champion is retired only by the next champion. */
export const MODEL_RUN_TRANSITIONS: Readonly<Record<ModelRunState, readonly ModelRunState[]>> = {
  challenger: ['champion', 'refused'],
  champion: ['retired'],
  refused: [],
  retired: ['champion'],
};

export interface ModelRun {
  readonly id: string;
  /** Which model, such as `logistic-regression`. */
  readonly kind: string;
  readonly state: ModelRunState;
  readonly backend: string;
  readonly seed: number;
  /** The newest cutoff in the training set, and the test set's cutoff. Epoch milliseconds. */
  readonly trainCutoff: number;
  readonly testCutoff: number;
  readonly outcomeWindowDays: number;
  readonly features: readonly string[];
  readonly config: Readonly<Record<string, unknown>>;
  readonly metrics: ModelMetrics;
  readonly trainedAt: number;
  readonly seconds: number;
  /** Hash of the training set's features and labels: two runs with one hash saw the same facts. */
  readonly trainingSetHash: string;
  /** Why it was promoted or refused, in words. */
  readonly reason: string;
}

/** The features that a model makes use of: the simplest ones take a few of all. */
export function featuresUsed({ features, config }: Pick<ModelRun, 'features' | 'config'>): readonly string[] {
  const chosen = config['features'];
  return Array.isArray(chosen) ? features.filter((name) => chosen.includes(name)) : features;
}

/** One reason for or against a prediction: the share that this value has in its difference to a typical contact's. */
export interface Reason {
  readonly feature: string;
  readonly value: number;
  /** The training median that it was compared with. */
  readonly typical: number;
  /** Its part of conversionProbability minus the typical contact's, along with features that say the same. */
  readonly effect: number;
}

export interface NextProduct {
  readonly productId: string;
  readonly score: number;
  /** The product in the contact's history that points to it (itself, when looked at already), or null when merely popular. */
  readonly because: string | null;
}

/** What is foretold of one contact besides an order; null where nothing serves that is better than the base rate. */
export interface HeadScores {
  /** How likely it does not order within the horizon; null for who never ordered. */
  readonly leaves: number | null;
  /** The mean of what such a contact spends within the outcome window. */
  readonly valueCents: number | null;
  /** When every fourth, second and three of four such contacts have ordered, in days from the cutoff; null where that is later than the horizon. */
  readonly nextOrder: {
    readonly quarterDays: number | null;
    readonly medianDays: number | null;
    readonly threeQuartersDays: number | null;
  } | null;
}

/** What the champion says of one contact. */
export interface Score {
  readonly contactId: string;
  readonly modelRunId: string;
  readonly cutoff: number;
  readonly outcomeWindowDays: number;
  readonly conversionProbability: number;
  readonly reasons: readonly Reason[];
  readonly nextProducts: readonly NextProduct[];
  /** The features the score was made of, by name. */
  readonly features: Readonly<Record<string, number>>;
  /** Not by the champion: by whatever is best at each. Null where there is nothing; scores of older versions had none. */
  readonly heads?: HeadScores | null;
  /** Whether it is like those that bought less when they were e-mailed, beyond chance. Scores of older versions do not say. */
  readonly leftAlone?: boolean | null;
}

export interface ModelRunStore {
  /** Adds runs as they came out of one night's training. */
  add(runs: readonly ModelRun[]): Promise<void>;
  /**
   * Makes a run champion, retires the former one and keeps who decided, in one step. Throws `not_found`, and `conflict` on an
   * illegal transition or when another than `formerRunId` serves by now.
   */
  promote(decision: NewModelDecision): Promise<void>;
  /** Who became champion by whose decision, newest first. */
  decisions(limit: number): Promise<readonly ModelDecision[]>;
  /** Says why a challenger stays one. Throws `conflict` when the run is no challenger. */
  explain(runId: string, reason: string): Promise<void>;
  /** Keeps, in the run's `config.rolling`, how its kind did at earlier moments. Repeatable: the newest stays. Throws `not_found`. */
  keepRolling(runId: string, rolling: RollingEvidence): Promise<void>;
  /** Refuses all challengers but these, with the reasons they have. Can be repeated. */
  refuseChallengersBut(runIds: readonly string[]): Promise<void>;
  champion(): Promise<ModelRun | null>;
  get(runId: string): Promise<ModelRun | null>;
  /** Newest first. */
  recent(limit: number): Promise<readonly ModelRun[]>;
  /** Replaces all scores by those of this night. */
  replaceScores(scores: AsyncIterable<Score> | Iterable<Score>): Promise<number>;
  score(contactId: string): Promise<Score | null>;
  /** All scores, highest conversionProbability first. */
  scores(): AsyncIterable<Score>;
}
