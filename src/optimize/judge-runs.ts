/** Applies the verdict on a night's challengers: at most one becomes champion, the others stay what they are, each with a reason. */

import { FLYWHEEL_ACTOR } from '../domain/campaign.ts';
import type { Clock } from '../domain/clock.ts';
import type { PlannedComparison } from '../domain/comparison.ts';
import type { ModelMetrics, ModelRun, ModelRunStore } from '../domain/model-run.ts';
import type { Interval } from '../statistics/interval.ts';
import type { LevelInterval } from '../statistics/mean-interval.ts';
import { type Contender, decideChampion } from './decide-champion.ts';
import { findChoice } from './respect-choice.ts';

/** A run of tonight with the paired differences of its log loss to the baseline's and the champion's. */
export interface JudgedRun {
  readonly run: ModelRun;
  readonly againstBaseline: Interval | null;
  /** Null where none is due. */
  readonly comparison: LevelInterval | null;
}

export interface JudgeRequest {
  /** The baseline first. */
  readonly contenders: readonly JudgedRun[];
  /** The serving champion on the same test set, or null when none can serve. */
  readonly champion: { readonly kind: string; readonly metrics: ModelMetrics } | null;
  readonly plan: PlannedComparison;
  /** Who served when they were judged. */
  readonly formerRunId: string | null;
  /** Why the former champion was not judged, or null: said of whoever takes its place. */
  readonly setAside: string | null;
}

export interface Judgement {
  readonly promoted: ModelRun | null;
  /** Why it was promoted, or why the best of tonight's stays a challenger. */
  readonly words: string;
}

/** The scores of the night, which come after, are by then those of whoever was chosen. */
const DECIDED_MEANWHILE =
  'Nothing was promoted: somebody chose another champion while the night was judging its models by the former one.';

/**
 * Promotes one run or none. The others stay challengers until another night's take their place: those of earlier nights
 * are refused here. Throws `conflict` when a run is no challenger any more.
 */
export async function judgeRuns(
  { modelRuns, clock }: { readonly modelRuns: ModelRunStore; readonly clock: Clock },
  { contenders, champion, plan, formerRunId, setAside }: JudgeRequest,
): Promise<Judgement> {
  const [baseline, ...others] = contenders.map(describe);
  if (baseline === undefined) return { promoted: null, words: 'Nothing was trained.' };
  await modelRuns.refuseChallengersBut(contenders.map(({ run }) => run.id));
  const verdicts = decideChampion({
    contenders: [baseline, ...others],
    test: contenders[0]!.run.metrics,
    champion: champion === null ? null : { kind: champion.kind, logLoss: champion.metrics.logLoss, ...plan },
  });
  const [last] = await modelRuns.decisions(1);
  if (last !== undefined && last.runId !== formerRunId && champion !== null)
    return { promoted: null, words: DECIDED_MEANWHILE };
  const choice = champion === null ? null : findChoice(last, contenders[0]!.run);
  let promoted: ModelRun | null = null;
  let words = verdicts[findLowest([baseline, ...others])]?.reason ?? '';
  for (const [index, { decision, reason }] of verdicts.entries()) {
    const { run } = contenders[index]!;
    if (decision === 'promote' && choice !== null) {
      words = `Not promoted: ${choice}. Tonight: ${reason}`;
      await modelRuns.explain(run.id, words);
    } else if (decision === 'promote') {
      words = setAside === null ? reason : `${setAside} ${reason}`;
      await modelRuns.promote({
        action: 'promote',
        runId: run.id,
        formerRunId,
        actor: FLYWHEEL_ACTOR,
        reason: words,
        at: clock.now(),
      });
      promoted = run;
    } else await modelRuns.explain(run.id, reason);
  }
  return { promoted, words };
}

function describe({ run, againstBaseline, comparison }: JudgedRun): Contender {
  const { kind, metrics } = run;
  return {
    kind,
    logLoss: metrics.logLoss,
    againstBaseline,
    comparison,
    observedToExpected: metrics.observedToExpected ?? null,
  };
}

function findLowest(contenders: readonly Contender[]): number {
  const losses = contenders.map(({ logLoss }) => logLoss);
  return losses.indexOf(Math.min(...losses));
}
