/** One night's training: candidates are fitted, judged on the same test set as the champion, and kept as challengers. */

import type { ArtifactFiles, ArtifactStore } from '../domain/artifact.ts';
import { type Clock, DAY } from '../domain/clock.ts';
import type { PlannedComparison } from '../domain/comparison.ts';
import type { ModelMetrics, ModelRun, ModelRunStore } from '../domain/model-run.ts';
import type { NightBudget } from '../domain/night-budget.ts';
import type { MeasuredChampion } from '../domain/same-test.ts';
import type { Interval } from '../statistics/interval.ts';
import type { LevelInterval } from '../statistics/mean-interval.ts';
import { createModel } from './create-model.ts';
import { groupFeatures } from './group-features.ts';
import type { FitProgress, Model, ModelKind, TrainingSet } from './model.ts';
import { type ProfiledCutoffs, packProfile, profileColumns } from './profile-run.ts';
import { recallSearch } from './search-ensemble.ts';
import { type Candidate, trainCandidates } from './train-candidates.ts';

/** Nights without enough data train no ensemble, and the search goes on after them. */
const RUNS = 200;

export interface TrainPorts {
  readonly modelRuns: ModelRunStore;
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
}

export interface TrainRequest {
  readonly sets: {
    readonly training: TrainingSet;
    readonly validation: TrainingSet;
    readonly test: TrainingSet;
    readonly hash: string;
  };
  readonly cutoffs: ProfiledCutoffs;
  readonly outcomeWindowDays: number;
  readonly plan: PlannedComparison;
  readonly seed: number;
  /** Which code learns; it stands with each run. */
  readonly program: string;
  /** A new id for each run. */
  readonly newId: () => string;
  /** What it leaves of the search for settings; without, all of it. */
  readonly budget?: NightBudget;
  readonly onProgress?: (kind: ModelKind, progress: FitProgress) => void;
}

export interface TrainedNight {
  /** The baseline first; with the differences of test log loss to those that each must beat. */
  readonly contenders: readonly {
    readonly run: ModelRun;
    readonly againstBaseline: Interval | null;
    /** Null where none is due, or nobody can be compared with. */
    readonly comparison: LevelInterval | null;
  }[];
  /** What was not trained, and why, in words. */
  readonly leftOut: readonly string[];
  readonly champion: { readonly kind: string; readonly metrics: ModelMetrics } | null;
  readonly plan: PlannedComparison;
  /** Who served when the night looked, whether it could be judged or not. */
  readonly formerRunId: string | null;
  /** Why a champion that could be loaded was not judged, or null. */
  readonly setAside: string | null;
}

/**
 * Trains, evaluates and keeps every kind of model. Who serves is not decided here. A champion that cannot be loaded any
 * more, or that foretells another outcome window, counts as none: tonight's best then serves.
 */
export async function trainNight(ports: TrainPorts, request: TrainRequest): Promise<TrainedNight> {
  const formerRunId = (await ports.modelRuns.champion())?.id ?? null;
  const loaded = await loadChampion(ports);
  const serving = loaded?.run.outcomeWindowDays === request.outcomeWindowDays ? loaded : null;
  const start = serving !== null && canStartFrom(serving.run, request) ? serving : null;
  const { sets, seed, onProgress } = request;
  const trained = await trainCandidates({
    training: sets.training,
    validation: sets.validation,
    test: sets.test,
    seed,
    outcomeWindowDays: request.outcomeWindowDays,
    champion: serving?.model ?? null,
    chance: request.plan.chance,
    searched: recallSearch(await ports.modelRuns.recent(RUNS)),
    startFrom: start?.model ?? null,
    clock: ports.clock,
    ...(request.budget === undefined ? {} : { budget: request.budget }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const trainedAt = ports.clock.now();
  const known = {
    columns: profileColumns(sets),
    groups: groupFeatures(sets.training),
    cutoffs: request.cutoffs,
  };
  const measured = serving && trained.champion && measure(serving.run.id, trained.champion);
  const contenders: TrainedNight['contenders'][number][] = [];
  const night = { trainedAt, measured, startRunId: start?.run.id ?? null };
  for (const candidate of trained.candidates) {
    const run = describeRun(candidate, request, night);
    const profile = await packProfile(candidate.model, sets, known);
    await ports.artifacts.save(run.id, { ...candidate.model.save(), ...profile });
    const { againstBaseline, comparison } = candidate;
    contenders.push({ run, againstBaseline, comparison });
  }
  await ports.modelRuns.add(contenders.map(({ run }) => run));
  const champion =
    serving === null || trained.champion === null
      ? null
      : { kind: serving.model.kind, metrics: trained.champion };
  return {
    contenders,
    leftOut: trained.leftOut,
    champion,
    plan: request.plan,
    formerRunId,
    setAside: loaded === serving ? null : saySetAside(loaded, request),
  };
}

/**
 * Whether tonight's training may begin from the champion's weights: the last outcomes that it learned from or stopped by,
 * those of its validation set, ended before tonight's test outcomes begin. One of the very same facts has nothing more to
 * learn, and begins anew, so that the same facts give the same models.
 */
function canStartFrom(champion: ModelRun, { cutoffs, sets }: TrainRequest): boolean {
  const knowsUntil = champion.trainCutoff + 2 * champion.outcomeWindowDays * DAY;
  return knowsUntil <= cutoffs.test && champion.trainingSetHash !== sets.hash;
}

function saySetAside(
  loaded: Awaited<ReturnType<typeof loadChampion>>,
  { outcomeWindowDays }: TrainRequest,
): string {
  return `The former champion foretold orders within ${loaded?.run.outcomeWindowDays} days, the outcome window is ${outcomeWindowDays} days now.`;
}

/** The champion's model, or null when there is none or its weights are gone. */
export async function loadChampion({
  modelRuns,
  artifacts,
}: Pick<TrainPorts, 'modelRuns' | 'artifacts'>): Promise<{
  readonly run: ModelRun;
  readonly model: Model;
  /** The model's and its profile's. */
  readonly files: ArtifactFiles;
} | null> {
  const run = await modelRuns.champion();
  if (run === null) return null;
  const opened = await openRun(artifacts, run);
  return opened && { run, ...opened };
}

/** A run's model, or null when its files are gone or cannot be read. */
export async function loadModel(artifacts: ArtifactStore, run: ModelRun): Promise<Model | null> {
  return (await openRun(artifacts, run))?.model ?? null;
}

async function openRun(artifacts: ArtifactStore, { id, kind }: ModelRun) {
  try {
    const model = createModel(kind);
    const files = await artifacts.load(id);
    model.load(files);
    return { model, files };
  } catch {
    return null;
  }
}

/** Without the curve, which is drawn of its own test. */
function measure(runId: string, { reliability: _, ...metrics }: ModelMetrics): MeasuredChampion {
  return { runId, metrics };
}

function describeRun(
  { kind, model, fitReport, seconds, metrics, search, againstBaseline, againstChampion }: Candidate,
  { sets, cutoffs, outcomeWindowDays, plan, seed, program, newId }: TrainRequest,
  {
    trainedAt,
    startRunId,
    measured,
  }: {
    readonly trainedAt: number;
    readonly startRunId: string | null;
    readonly measured: MeasuredChampion | null;
  },
): ModelRun {
  return {
    id: newId(),
    kind,
    state: 'challenger',
    backend: fitReport.backend,
    seed,
    trainCutoff: cutoffs.training.at(-1) ?? cutoffs.test,
    testCutoff: cutoffs.test,
    outcomeWindowDays,
    features: model.inputs.featureNames,
    config: {
      ...model.config,
      rows: fitReport.rows,
      epochs: fitReport.epochs,
      ...(search === null ? {} : { search }),
      calibration: fitReport.calibration,
      startedFrom: fitReport.warm ? startRunId : null,
      program,
      againstBaseline,
      againstChampion,
      comparisons: plan.comparisons,
      champion: measured,
    },
    metrics,
    trainedAt,
    seconds,
    trainingSetHash: sets.hash,
    reason: 'waits for the verdict',
  };
}
