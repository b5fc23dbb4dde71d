/** Shadow scores: what the other models would have said of the same contacts, kept for those who then order or do not. */

import type { ArtifactStore } from '../domain/artifact.ts';
import type { HeadScores, ModelRun } from '../domain/model-run.ts';
import type { SampledLists, SampledScores, ScoreSample } from '../domain/score-sample.ts';
import type { ForetellHeads } from './heads/foretell-heads.ts';
import { sampleHeads } from './heads/sample-heads.ts';
import { type ScoringSet, takeColumns } from './take-columns.ts';
import { takeFeatures } from './take-rows.ts';
import { loadModel } from './train-night.ts';

/** Of a million contacts these are enough to tell models apart, and a night stays below half a megabyte a model. */
const SAMPLED = 10_000;
const CHUNK = 1024;

export interface SampleRequest {
  readonly set: ScoringSet;
  readonly cutoff: number;
  readonly champion: ModelRun;
  /** The champion's scores, in the order of the set. */
  readonly probabilities: Float32Array;
  readonly others: readonly ModelRun[];
  readonly foretellHeads: ForetellHeads;
  /** What was recommended to the contacts of `pickContacts`. */
  readonly nextProducts: SampledLists;
}

/** Of whom scores are kept: every contact up to 10,000, else evenly spaced ones, since ids are drawn at random. */
export function pickContacts(set: ScoringSet): readonly string[] {
  return pickRows(set).map((row) => set.contactIds[row]!);
}

/** What is said of the contacts of `pickContacts`. A model whose files are gone is left out. */
export async function sampleScores(
  { artifacts }: { readonly artifacts: ArtifactStore },
  request: SampleRequest,
): Promise<ScoreSample> {
  const { set, cutoff, champion, probabilities, others, foretellHeads } = request;
  const picked = pickRows(set);
  const [rows, contactIds, { featureNames }] = [picked.length, pickContacts(set), set];
  const sample = { featureNames, rows, x: takeFeatures(set, picked), contactIds };
  const heads: (HeadScores | null)[] = [];
  for (let from = 0; from < rows; from += CHUNK)
    heads.push(...(await foretellHeads(sample, { from, size: Math.min(CHUNK, rows - from) })));
  const byRun: SampledScores[] = [
    {
      ...{ runId: champion.id, kind: champion.kind, isChampion: true },
      probabilities: picked.map((row) => round(probabilities[row]!)),
      heads: sampleHeads(heads, champion.outcomeWindowDays),
      nextProducts: request.nextProducts,
    },
  ];
  for (const run of others) {
    const scores = await scoreBy(artifacts, run, sample);
    if (scores !== null)
      byRun.push({ runId: run.id, kind: run.kind, isChampion: false, probabilities: scores });
  }
  const { outcomeWindowDays } = champion;
  return { cutoff, outcomeWindowDays, contactIds, byRun };
}

function pickRows(set: ScoringSet): readonly number[] {
  const rows = Math.min(set.rows, SAMPLED);
  return Array.from({ length: rows }, (_, n) => Math.floor((n * set.rows) / rows));
}

async function scoreBy(
  artifacts: ArtifactStore,
  run: ModelRun,
  sample: ScoringSet,
): Promise<number[] | null> {
  const model = await loadModel(artifacts, run);
  if (model === null) return null;
  const scores: number[] = [];
  for (let from = 0; from < sample.rows; from += CHUNK) {
    const size = Math.min(CHUNK, sample.rows - from);
    const x = takeColumns(sample, model.inputs.featureNames, { from, size });
    scores.push(...Array.from(await model.predict(x, size), round));
  }
  return scores;
}

/** More digits than a single-precision number has are noise. */
function round(probability: number): number {
  return Number(probability.toPrecision(6));
}
