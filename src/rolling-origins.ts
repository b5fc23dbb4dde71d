/** How the kind of model that serves would have done at earlier moments, each time learning only from what was known by then. */

import type { ArtifactStore } from './domain/artifact.ts';
import type { Clock } from './domain/clock.ts';
import { type NightBudget, sayUsedUp } from './domain/night-budget.ts';
import type { OriginEvidence, RollingEvidence } from './domain/rolling-evidence.ts';
import type { Stores } from './domain/stores.ts';
import { AppError } from './errors.ts';
import { computeMetrics } from './learn/evaluate-model.ts';
import { evaluateOrigin } from './learn/evaluate-origin.ts';
import type { Model } from './learn/model.ts';
import { type KeptOrigin, packOrigins, unpackOrigins } from './learn/pack-origins.ts';
import { loadChampion } from './learn/train-night.ts';
import { countOrdered, type OriginRows, poolOrigins } from './optimize/pool-origins.ts';
import { buildTrainingSets, type TrainingSets } from './prepare/build-training-sets.ts';
import type { Cutoffs } from './prepare/choose-cutoffs.ts';
import { chooseOrigins } from './prepare/choose-origins.ts';
import type { Prepared } from './prepare/prepare-night.ts';
import type { Recalled } from './prepare/recall-histories.ts';
import { sayEnough } from './statistics/enough.ts';

/** After so much training in one night the origins that are left wait for the next. */
const MOST_SECONDS = 20;
const NAME = 'rolling-origins';

interface RollingParts {
  readonly stores: Pick<Stores, 'modelRuns'>;
  readonly artifacts: ArtifactStore;
  /** Where what was said at origins is kept. */
  readonly kept: ArtifactStore;
  readonly clock: Clock;
  readonly settings: { readonly outcomeWindowDays: number; readonly seed: number; readonly program: string };
  readonly budget: NightBudget;
  readonly onProgress?: (stage: string, detail: string) => void;
}

/** One origin with what was said there. */
interface Judged {
  readonly answer: KeptOrigin;
  readonly rows: OriginRows;
  readonly evidence: OriginEvidence;
}

interface Asking {
  readonly serving: Model;
  /** What earlier nights kept, by its key. */
  readonly former: ReadonlyMap<string, KeptOrigin>;
  /** How long was trained at origins tonight. */
  seconds: number;
}

/**
 * Evaluates the serving run's kind with its settings at each origin (Tashman, "Out-of-sample tests of forecasting accuracy",
 * International Journal of Forecasting 16, 2000), keeps the evidence with that run, and gives it. An origin that another night
 * evaluated on the very same facts, with the same code, is not learnt again. Null where nothing was trained, or nobody serves.
 */
export async function evaluateAtOrigins(
  parts: RollingParts,
  recalled: Pick<Recalled, 'histories'>,
  { span, outcome }: Pick<Prepared, 'span' | 'outcome'>,
): Promise<RollingEvidence | null> {
  const serving = await loadChampion({ ...parts.stores, ...parts });
  if (serving === null || span === null || outcome.kind !== 'ready') return null;
  const { outcomeWindowDays, seed } = parts.settings;
  const origins = chooseOrigins(span, outcome.cutoffs, outcomeWindowDays);
  const missing = origins.length === 0 ? [sayTooShort(outcomeWindowDays)] : [];
  const former = await loadKept(parts.kept);
  const asking = { serving: serving.model, former, seconds: 0 };
  const judged: Judged[] = [];
  for (const cutoffs of origins) {
    const found = await judgeAt(parts, asking, { recalled, cutoffs });
    if (typeof found === 'string') missing.push(`As of ${sayDate(cutoffs.test)}: ${found}`);
    else judged.push(found);
  }
  await keep(parts, asking, judged);
  const rows = judged.map((one) => one.rows);
  const pooled = poolOrigins(rows, seed);
  if (pooled === null && judged.length > 0) missing.push(sayFew(rows));
  const evidence: RollingEvidence = {
    ...{ kind: serving.run.kind, outcomeWindowDays, pooled, missing },
    origins: judged.map((one) => one.evidence),
  };
  await parts.stores.modelRuns.keepRolling(serving.run.id, evidence);
  return evidence;
}

/** What it came to, or why it is not evaluated, in words. */
async function judgeAt(
  { clock, settings, budget, onProgress }: RollingParts,
  asking: Asking,
  { recalled, cutoffs }: { readonly recalled: Pick<Recalled, 'histories'>; readonly cutoffs: Cutoffs },
): Promise<Judged | string> {
  const { outcomeWindowDays, seed, program } = settings;
  const { kind, config } = asking.serving;
  onProgress?.('learn', `how the ${kind} would have done as of ${sayDate(cutoffs.test)}`);
  const sets = await buildTrainingSets({
    ...{ cutoffs, outcomeWindowDays, taughtUntil: cutoffs.test },
    histories: recalled.histories(Number.MAX_SAFE_INTEGER),
    now: clock.now(),
  });
  if (sets.kind === 'not-enough-data') return sets.reason;
  const key = JSON.stringify([program, kind, config, outcomeWindowDays, seed, sets.hash]);
  const known = asking.former.get(key);
  if (known === undefined && asking.seconds >= MOST_SECONDS)
    return `the next night looks at it, since training at others took more than ${MOST_SECONDS} seconds.`;
  if (known === undefined && budget.secondsLeft() <= 0)
    return `the next night looks at it, since ${sayUsedUp(budget)}.`;
  try {
    const question = { ...{ sets, outcomeWindowDays, seed, clock }, serving: asking.serving };
    const answer = known ?? { ...(await evaluateOrigin(question)), key, trainedAt: clock.now() };
    if (known === undefined) asking.seconds += answer.seconds;
    return describe(sets, cutoffs, { answer, seed, program, isReused: known !== undefined });
  } catch (fault) {
    if (!(fault instanceof AppError && fault.code === 'invalid')) throw fault;
    return fault.message;
  }
}

function describe(
  { training, test, hash }: TrainingSets,
  cutoffs: Cutoffs,
  {
    answer,
    seed,
    program,
    isReused,
  }: {
    readonly answer: KeptOrigin;
    readonly seed: number;
    readonly program: string;
    readonly isReused: boolean;
  },
): Judged {
  const { backend, trainedAt, seconds, probabilities, threshold } = answer;
  const { rows, positives, baseRate, ...metrics } = computeMetrics(test.y, probabilities, threshold);
  return {
    answer,
    rows: { contactIds: test.contactIds, y: test.y, probabilities, threshold },
    evidence: {
      ...{ cutoff: cutoffs.test, trainCutoff: cutoffs.training.at(-1)!, rows, positives, baseRate },
      ...{ logLoss: metrics.logLoss, baseRateLogLoss: metrics.baseRateLogLoss },
      skill: 1 - metrics.logLoss / metrics.baseRateLogLoss,
      ...{ rocAuc: metrics.rocAuc, prAuc: metrics.prAuc },
      ...{ accuracy: metrics.accuracy, baseRateAccuracy: metrics.baseRateAccuracy },
      ...{ recall: metrics.recall, f1: metrics.f1, calibrationError: metrics.calibrationError },
      observedToExpected: metrics.observedToExpected.estimate,
      lineage: {
        ...{ trainingRows: training.rows, trainingSetHash: hash, seed, program },
        ...{ backend, trainedAt, seconds, isReused },
      },
    },
  };
}

async function loadKept(kept: ArtifactStore): Promise<Asking['former']> {
  const files = await kept.load(NAME).catch(() => ({}));
  return new Map(unpackOrigins(files).map((answer) => [answer.key, answer]));
}

/** A full disk costs the next night time and nothing else. */
async function keep(
  { kept, onProgress }: RollingParts,
  { former }: Asking,
  judged: readonly Judged[],
): Promise<void> {
  const answers = judged.map(({ answer }) => answer);
  if (answers.every(({ key }) => former.has(key))) return;
  await kept.save(NAME, packOrigins(answers)).catch((fault: unknown) => {
    const why = fault instanceof Error ? fault.message : String(fault);
    onProgress?.('learn', `what was said of earlier windows could not be kept: ${why}`);
  });
}

function sayTooShort(outcomeWindowDays: number): string {
  return `Not enough data: it takes up to ${6 * outcomeWindowDays} days of events to look at one earlier window of ${outcomeWindowDays} days. Import older orders, or wait.`;
}

function sayFew(origins: readonly OriginRows[]): string {
  const { rows, positives } = countOrdered(origins);
  return `Over all of them ${positives} of ${rows} contacts ordered; ${sayEnough('ordered')}.`;
}

function sayDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
