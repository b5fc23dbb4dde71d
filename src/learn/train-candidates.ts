/** Trains every kind of model and evaluates each, and the champion, on the same test set. Who serves is decided elsewhere. */

import type { ModelMetrics } from '../domain/model-run.ts';
import type { NightBudget } from '../domain/night-budget.ts';
import { AppError } from '../errors.ts';
import type { Interval } from '../statistics/interval.ts';
import type { LevelInterval } from '../statistics/mean-interval.ts';
import { countPositives } from './check-training-set.ts';
import { chooseKinds } from './choose-kinds.ts';
import { createModel } from './create-model.ts';
import { EnsembleNetwork } from './ensemble-network.ts';
import { EnsembleWithTrees, ensembleOf } from './ensemble-with-trees.ts';
import { compareLogLoss, compareLogLossAt, type Evaluation, evaluateModel } from './evaluate-model.ts';
import { type FitInput, type Fitted, fitModel } from './fit-model.ts';
import { GradientBoosting } from './gradient-boosting.ts';
import type { FitProgress, Model, ModelKind, TrainingSet } from './model.ts';
import { type SearchMemory, type SearchReport, saySearchEnded, searchEnsemble } from './search-ensemble.ts';

export interface TrainCandidatesInput extends FitInput {
  /** Later than the validation set: only for the verdict. */
  readonly test: TrainingSet;
  /** The model in use, loaded; null before the first. */
  readonly champion: Model | null;
  /** How likely any of tonight's may be taken for better than it by luck alone; null, or left out, where that is not asked. */
  readonly chance?: number | null;
  /** From where the search for settings goes on; without, it begins. */
  readonly searched?: SearchMemory | null;
  /** What it leaves of that search; without, all of it. */
  readonly budget?: NightBudget;
}

/** A freshly trained model, with the difference of log loss (negative is better) to those it must beat. */
export interface Candidate extends Fitted {
  readonly kind: ModelKind;
  /** How its settings were searched for, of a kind whose are. */
  readonly search: SearchReport | null;
  readonly metrics: ModelMetrics;
  /** Test log loss minus the baseline's, null for the baseline itself. */
  readonly againstBaseline: Interval | null;
  /** Test log loss minus the champion's, null without a champion that could be judged. */
  readonly againstChampion: Interval | null;
  /** The same, so sure that the night's chance of luck is shared among its candidates; null where it is not asked. */
  readonly comparison: LevelInterval | null;
}

export interface TrainedCandidates {
  /** The baseline first. */
  readonly candidates: readonly Candidate[];
  /** What was not trained, and why, in words. */
  readonly leftOut: readonly string[];
  /** The champion's metrics on the same test set; null when there is none, or it needs features that are gone. */
  readonly champion: ModelMetrics | null;
  /** The champion's features that the test set no longer has: with any, it cannot serve any more. */
  readonly championMissesFeatures: readonly string[];
}

/** Fits every kind that the training set is large enough for, and evaluates each. Throws `invalid`, with what to do, on data that cannot teach. */
export async function trainCandidates(input: TrainCandidatesInput): Promise<TrainedCandidates> {
  const { test, seed, chance = null } = input;
  const { fitted, leftOut } = await fitKinds(input);
  const { evaluation: champion, missing } = await evaluateChampion(input);
  const against = (evaluation: Evaluation, other: Evaluation | null) =>
    other && compareLogLoss(test.y, evaluation.probabilities, other.probabilities, seed);
  const compare = ({ probabilities }: Evaluation) =>
    champion === null || chance === null
      ? null
      : compareLogLossAt(test.y, probabilities, champion.probabilities, chance / fitted.length);
  const baseline = fitted[0]!.evaluation;
  return {
    candidates: fitted.map(({ evaluation, ...one }) => ({
      ...one,
      kind: one.model.kind,
      metrics: evaluation.metrics,
      againstBaseline: evaluation === baseline ? null : against(evaluation, baseline),
      againstChampion: against(evaluation, champion),
      comparison: compare(evaluation),
    })),
    leftOut: [...leftOut, ...fitted.flatMap(({ search }) => (search === null ? [] : saySearchEnded(search)))],
    champion: champion?.metrics ?? null,
    championMissesFeatures: missing,
  };
}

type FittedCandidate = Fitted & Pick<Candidate, 'search'>;

/** The baseline has to be fitted; another kind that these data cannot teach is left out, and says why. */
async function fitKinds(input: TrainCandidatesInput) {
  const { training, validation, test } = input;
  const { kinds, leftOut } = chooseKinds(countPositives(training));
  const fitted: (FittedCandidate & { readonly evaluation: Evaluation })[] = [];
  const failed: string[] = [];
  for (const kind of kinds) {
    try {
      const one = await fitKind(kind, input, fitted);
      fitted.push({ ...one, evaluation: await evaluateModel(one.model, validation, test) });
    } catch (err) {
      const isFault = !(err instanceof AppError) || err.code !== 'invalid';
      if (isFault || fitted.length === 0) throw err;
      failed.push(`The ${kind.replaceAll('-', ' ')} was not trained: ${err.message}`);
    }
  }
  return { fitted, leftOut: [...leftOut, ...failed] };
}

async function fitKind(
  kind: ModelKind,
  input: TrainCandidatesInput,
  before: readonly FittedCandidate[],
): Promise<FittedCandidate> {
  if (kind === 'ensemble-with-trees') return { ...joinFitted(before, input), search: null };
  if (kind !== 'ensemble-network') return { ...(await fitModel(createModel(kind), input)), search: null };
  const startFrom = ensembleOf(input.startFrom ?? undefined) ?? null;
  return searchEnsemble({ ...input, startFrom }, input.searched ?? null, input.budget);
}

/** What was fitted already is not fitted again: it takes as long as both did. */
function joinFitted(before: readonly FittedCandidate[], input: TrainCandidatesInput): Fitted {
  const ensemble = before.find(({ model }) => model instanceof EnsembleNetwork);
  const trees = before.find(({ model }) => model instanceof GradientBoosting);
  if (!ensemble || !trees) throw new AppError('invalid', 'It takes an ensemble and gradient boosting.');
  const model = EnsembleWithTrees.of(ensemble.model as EnsembleNetwork, trees.model as GradientBoosting);
  const onProgress = (progress: FitProgress) => input.onProgress?.(model.kind, progress);
  const fitReport = model.report(input, ensemble.fitReport, { seed: input.seed, onProgress });
  return { model, fitReport, seconds: ensemble.seconds + trees.seconds };
}

async function evaluateChampion(input: TrainCandidatesInput) {
  const needed = input.champion?.inputs.featureNames ?? [];
  const missing = needed.filter((name) => !input.test.featureNames.includes(name));
  if (!input.champion || missing.length > 0) return { evaluation: null, missing };
  const validation = selectFeatures(input.validation, needed);
  return {
    evaluation: await evaluateModel(input.champion, validation, selectFeatures(input.test, needed)),
    missing,
  };
}

/** The set with just these columns, in this order: an older champion may know fewer features than there are now. */
function selectFeatures(set: TrainingSet, featureNames: readonly string[]): TrainingSet {
  const columns = featureNames.map((name) => set.featureNames.indexOf(name));
  const x = new Float32Array(set.rows * columns.length);
  for (let row = 0, at = 0; row < set.rows; row += 1) {
    for (const column of columns) x[at++] = set.x[row * set.featureNames.length + column]!;
  }
  return { ...set, featureNames, x };
}
