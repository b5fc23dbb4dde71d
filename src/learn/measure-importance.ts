/** Permutation importance: what a model's forecasts lose when a feature no longer belongs to its contact. */

import type { ArtifactStore } from '../domain/artifact.ts';
import type { FeatureImportance } from '../domain/feature-importance.ts';
import { featuresUsed, type ModelRunStore } from '../domain/model-run.ts';
import { NORMAL_95, upperNormalQuantile } from '../statistics/interval.ts';
import { rowLogLoss } from '../statistics/log-loss.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { createRandom } from '../statistics/random.ts';
import type { Model, TrainingSet } from './model.ts';
import { unpackProfile } from './profile-run.ts';
import { takeColumns } from './take-columns.ts';
import { loadChampion } from './train-night.ts';

export interface ImportanceQuestion {
  readonly test: TrainingSet;
  readonly seed: number;
}

/** At most, evenly spaced: they are predicted anew for each feature and shuffle. */
const CONTACTS = 3_000;
const SHUFFLES = 3;
/** The chance that a model to which nothing matters is said to rest on something. */
const ALPHA = 0.05;

/**
 * For whoever serves: the mean rise of log loss over the test set's contacts when the values of a feature, or of a group
 * that says the same, are shuffled among them, averaged over three shuffles. Breiman, "Random forests" (2001); Fisher,
 * Rudin and Dominici, "All models are wrong, but many are useful", JMLR 20 (2019). The interval is Student's over
 * contacts. Beyond chance is what exceeds nought at 5 % divided by the number of features (Bonferroni). Null when nobody
 * serves, or weights are gone.
 */
export async function measureImportance(
  ports: { readonly modelRuns: ModelRunStore; readonly artifacts: ArtifactStore },
  { test, seed }: ImportanceQuestion,
): Promise<FeatureImportance | null> {
  const serving = await loadChampion(ports);
  if (serving === null) return null;
  const { run, model } = serving;
  const groups = unpackProfile(serving.files)?.groups ?? [];
  const sample = takeSample(test, model);
  const used = listUsed(model, groups).filter((columns) => columns.some((column) => varies(sample, column)));
  const random = createRandom(seed);
  const level = upperNormalQuantile(ALPHA / Math.max(1, used.length));
  const weights = [];
  for (const columns of used) {
    const rise = meanInterval(await shuffle(sample, columns, { model, random }));
    const error = (rise.high - rise.low) / 2 / NORMAL_95;
    const names = columns.map((column) => model.inputs.featureNames[column]!);
    if (rise.estimate > level * error) weights.push({ names, rise });
  }
  weights.sort((a, b) => b.rise.estimate - a.rise.estimate);
  return {
    runId: run.id,
    contacts: sample.rows,
    shuffles: SHUFFLES,
    measured: used.length,
    beyondChance: weights,
  };
}

interface Sample {
  readonly rows: number;
  readonly width: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

function takeSample(test: TrainingSet, { inputs }: Model): Sample {
  const width = inputs.featureNames.length;
  const step = Math.max(1, Math.ceil(test.rows / CONTACTS));
  const rows = Math.ceil(test.rows / step);
  const x = new Float32Array(rows * width);
  const set = { ...test, contactIds: [] };
  for (let at = 0; at < rows; at += 1)
    x.set(takeColumns(set, inputs.featureNames, { from: at * step, size: 1 }), at * width);
  return { rows, width, x, y: Float32Array.from({ length: rows }, (_, at) => test.y[at * step]!) };
}

/** The columns of each group, and of each feature in none, of those that the model makes use of. */
function listUsed(
  { inputs: { featureNames }, config }: Model,
  groups: readonly (readonly string[])[],
): readonly (readonly number[])[] {
  const used = featuresUsed({ features: featureNames, config });
  const grouped = new Set(groups.flat());
  return [...groups, ...used.filter((name) => !grouped.has(name)).map((name) => [name])]
    .map((names) => names.filter((name) => used.includes(name)).map((name) => featureNames.indexOf(name)))
    .filter((columns) => columns.length > 0);
}

function varies({ x, rows, width }: Sample, column: number): boolean {
  for (let row = 1; row < rows; row += 1) if (!Object.is(x[row * width + column], x[column])) return true;
  return false;
}

/** Each contact's mean rise of log loss. */
async function shuffle(
  { x, y, rows, width }: Sample,
  columns: readonly number[],
  { model, random }: { readonly model: Model; readonly random: ReturnType<typeof createRandom> },
): Promise<Float64Array> {
  const before = rowLogLoss(y, await model.predict(x, rows));
  const rise = new Float64Array(rows);
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  const shuffled = x.slice();
  for (let turn = 0; turn < SHUFFLES; turn += 1) {
    random.shuffle(order);
    for (const column of columns)
      for (let row = 0; row < rows; row += 1)
        shuffled[row * width + column] = x[order[row]! * width + column]!;
    const after = rowLogLoss(y, await model.predict(shuffled, rows));
    for (let row = 0; row < rows; row += 1) rise[row]! += (after[row]! - before[row]!) / SHUFFLES;
  }
  return rise;
}
