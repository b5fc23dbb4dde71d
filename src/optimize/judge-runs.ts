/** Applies the verdict on a night's challengers: at most one becomes champion, the others are refused, each with a reason. */

import type { ModelMetrics, ModelRun, ModelRunStore } from '../domain/model-run.ts';
import { decideChampion } from './decide-champion.ts';

export interface JudgeRequest {
  /** The baseline first. */
  readonly runs: readonly ModelRun[];
  /** The serving champion on the same test set, or null when none can serve. */
  readonly champion: { readonly kind: string; readonly metrics: ModelMetrics } | null;
  /** Why the former champion was not judged, or null: said of whoever takes its place. */
  readonly setAside: string | null;
}

export interface Judgement {
  readonly promoted: ModelRun | null;
  /** Why it was promoted, or why the champion stays. */
  readonly words: string;
}

/** Promotes or refuses each run. Throws `conflict` when a run is no challenger any more. */
export async function judgeRuns(
  { modelRuns }: { readonly modelRuns: ModelRunStore },
  { runs, champion, setAside }: JudgeRequest,
): Promise<Judgement> {
  const [baseline, ...challengers] = runs.map(({ kind, metrics }) => ({ kind, logLoss: metrics.logLoss }));
  if (baseline === undefined) return { promoted: null, words: 'Nothing was trained.' };
  const verdicts = decideChampion({
    baseline,
    challengers,
    champion: champion === null ? null : { kind: champion.kind, logLoss: champion.metrics.logLoss },
  });
  let promoted: ModelRun | null = null;
  let words = verdicts.at(-1)?.reason ?? '';
  for (const [index, { decision, reason }] of verdicts.entries()) {
    const run = runs[index]!;
    if (decision === 'promote') {
      words = setAside === null ? reason : `${setAside} ${reason}`;
      await modelRuns.promote(run.id, words);
      promoted = run;
    } else await modelRuns.refuse(run.id, reason);
  }
  return { promoted, words };
}
