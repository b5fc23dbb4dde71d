/** How well it is foretold who leaves, what is spent and when the next order comes, and by what. */

export const HEADS = ['leaves', 'value', 'next order'] as const;
export type HeadName = (typeof HEADS)[number];

/** What foretells them: the best constant, three simple ways, and the network. */
export const RUNGS = [
  'base-rate',
  'logistic-regression',
  'own-rhythm',
  'purchase-rhythm',
  'heads-network',
] as const;
export type RungKind = (typeof RUNGS)[number];

interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** A rung on one head. Null where the figure does not apply. */
export interface RungFigures {
  readonly kind: RungKind;
  /** The proper score that decides: mean log loss, Tweedie deviance (power 1.5), integrated Brier score. Lower is better. */
  readonly loss: number | null;
  /** The same minus the base rate's; null for that one itself. */
  readonly againstBaseRate: Interval | null;
  /** How well rows are ordered: ROC-AUC (a half is chance), normalised Gini (0), concordance (a half). */
  readonly rank: number | null;
  /** Of leaving: the Brier score. Of value: the mean absolute error in cents. Of the next order: that of the median, in days. */
  readonly error: number | null;
  /** How many left or ordered within the horizon, or how much was spent, for each that was foretold. */
  readonly cameToForetold: Interval | null;
}

/** What served before tonight, judged on the rows of tonight. */
export interface FormerFigures extends RungFigures {
  readonly trainedAt: number;
}

/** Of what a night's heads were learnt, kept with them. */
export interface HeadsLineage {
  readonly runId: string;
  readonly trainedAt: number;
  readonly seed: number;
  /** Which code learnt them; heads of older versions do not say. */
  readonly program?: string;
  /** The newest training cutoff, and the test's, from which on nothing was known to what was learnt. */
  readonly trainCutoff: number;
  readonly testCutoff: number;
  readonly outcomeWindowDays: number;
  readonly horizonDays: number;
  /** Rows learnt from, rows of other contacts that stopped the training, contacts in the test. */
  readonly rows: { readonly training: number; readonly validation: number; readonly test: number };
  readonly features: number;
  /** Of names, features and labels of what was learnt from: equal for equal facts. */
  readonly trainingSetHash: string;
}

export interface HeadVerdict {
  readonly head: HeadName;
  /** Contacts in the test, and how many of them left, spent anything, ordered. */
  readonly rows: number;
  readonly positives: number;
  /** The base rate first. */
  readonly rungs: readonly RungFigures[];
  /** The network's loss minus that of the best of the simple ones, among them the base rate. */
  readonly networkAgainstSimple: Interval | null;
  /** Who served until tonight; null where nobody did, or what it foretells is something else by now. */
  readonly former: FormerFigures | null;
  /** The loss of the one of tonight that might take its place minus its own. */
  readonly againstFormer: Interval | null;
  /** Whether the former one goes on; then `serves` is its kind. */
  readonly stays: boolean;
  /** Who is shown; null where nothing is better than the base rate beyond chance. */
  readonly serves: RungKind | null;
  readonly why: string;
}

/** What serves a head now says of tonight's test, beside what it said of the test it was judged on. */
export interface HeadShift {
  readonly head: HeadName;
  readonly judgedAt: number;
  /** See `populationStability`; and what it hardly ever exceeds by chance. */
  readonly psi: number;
  readonly limit: number;
  /** The mean of what it says: a chance, cents, days. */
  readonly meanThen: number;
  readonly meanNow: number;
}

/** How leaving was defined, and who serves each head, beside what it had to beat. */
export interface HeadsReport {
  /** Who had ordered before and does not for so long has left: so many usual gaps, in whole outcome windows. */
  readonly horizonDays: number;
  readonly usualGapDays: number;
  readonly outcomeWindowDays: number;
  readonly testCutoff: number;
  readonly verdicts: readonly HeadVerdict[];
  /** Of who served until tonight: how its forecasts have moved since it was judged; left out by older versions. */
  readonly shifts?: readonly HeadShift[];
  /** Why no network was trained, or null when one was. */
  readonly noNetwork: string | null;
  /** Null in results of older versions. */
  readonly lineage: HeadsLineage | null;
  /** The number of the decision by which they serve; null where somebody decided otherwise meanwhile. */
  readonly decision: number | null;
  /** How long all of it took. */
  readonly seconds: number;
}
