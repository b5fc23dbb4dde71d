/** Why a model says what it says of a contact: what would change if one feature were as usual. */

import type { Reason } from '../domain/model-run.ts';
import type { Model } from './model.ts';

export interface ExplainOptions {
  readonly model: Model;
  /** Raw features, rows x model.inputs.featureNames. */
  readonly x: Float32Array;
  readonly rows: number;
  /** Features that are replaced together, the first speaking for all; a feature in no group stands alone. */
  readonly groups?: readonly (readonly string[])[];
  /** At most so many reasons for, and so many against. */
  readonly top: number;
}

/** Effects smaller than this are no reason. */
const NEGLIGIBLE = 1e-4;

/** Rows explained at a time, to bound memory. */
const CHUNK = 4096;

/**
 * The reasons for each row: those that raise conversionProbability, strongest first, then those that lower it.
 * Each feature (or group) is set to its training median, one at a time; the effect is what the probability loses by
 * it. This works for any model; features that say the same share an effect unless they are grouped.
 */
export async function explainPredictions(options: ExplainOptions): Promise<Reason[][]> {
  const width = options.model.inputs.featureNames.length;
  const groups = completeGroups(options);
  const reasons: Reason[][] = [];
  for (let from = 0; from < options.rows; from += CHUNK) {
    const rows = Math.min(CHUNK, options.rows - from);
    const x = options.x.subarray(from * width, (from + rows) * width);
    const effects = await measureEffects(options.model, x, rows, groups);
    for (let row = 0; row < rows; row += 1) {
      const contact = x.subarray(row * width, (row + 1) * width);
      const own = effects.flatMap((effect, at) =>
        readReason(options.model, contact, groups[at]![0]!, effect[row]!),
      );
      reasons.push(pickStrongest(own, options.top));
    }
  }
  return reasons;
}

/** For each group, each row's change of probability when the group's columns are replaced by their medians. */
async function measureEffects(
  model: Model,
  x: Float32Array,
  rows: number,
  groups: readonly (readonly number[])[],
): Promise<Float32Array[]> {
  const { featureNames, medians } = model.inputs;
  const actual = await model.predict(x, rows);
  const replaced = x.slice();
  const effects: Float32Array[] = [];
  for (const group of groups) {
    for (const column of group) {
      for (let at = column; at < x.length; at += featureNames.length) replaced[at] = medians[column]!;
    }
    const without = await model.predict(replaced, rows);
    effects.push(actual.map((probability, row) => probability - without[row]!));
    for (const column of group) {
      for (let at = column; at < x.length; at += featureNames.length) replaced[at] = x[at]!;
    }
  }
  return effects;
}

/** None where nothing would change, or the feature is not known. */
function readReason(model: Model, contact: Float32Array, column: number, effect: number): Reason[] {
  const { featureNames, medians } = model.inputs;
  const value = contact[column]!;
  if (Math.abs(effect) < NEGLIGIBLE || !Number.isFinite(value)) return [];
  return [{ feature: featureNames[column]!, value, typical: medians[column]!, effect }];
}

function pickStrongest(reasons: Reason[], top: number): Reason[] {
  reasons.sort((a, b) => b.effect - a.effect);
  const positive = reasons.filter((reason) => reason.effect > 0);
  const negative = reasons.filter((reason) => reason.effect < 0).reverse();
  return [...positive.slice(0, top), ...negative.slice(0, top)];
}

function completeGroups(options: ExplainOptions): number[][] {
  const { featureNames } = options.model.inputs;
  const column = new Map(featureNames.map((name, at) => [name, at]));
  const groups = (options.groups ?? []).map((names) => names.map((name) => column.get(name) ?? -1));
  const known = groups.map((group) => group.filter((at) => at >= 0)).filter((group) => group.length > 0);
  const grouped = new Set(known.flat());
  return [...known, ...featureNames.flatMap((_, at) => (grouped.has(at) ? [] : [[at]]))];
}
