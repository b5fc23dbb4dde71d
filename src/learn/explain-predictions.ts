/** Why a model says what it says of a contact: what each feature makes of its forecast, against a typical contact's. */

import type { Reason } from '../domain/model-run.ts';
import type { Model, ModelInputs } from './model.ts';

export interface ExplainOptions {
  readonly model: Model;
  /** Raw features, rows x model.inputs.featureNames. */
  readonly x: Float32Array;
  /** What the model predicts for the rows. */
  readonly probabilities: Float32Array;
  /** Features whose effects are added up, since they say the same; a feature in no group stands alone. */
  readonly groups?: readonly (readonly string[])[];
  /** At most so many reasons for, and so many against. */
  readonly top: number;
}

export interface Explained {
  /** Of each row those that raise conversionProbability, strongest first, then those that lower it. */
  readonly reasons: Reason[][];
  /** Rows whose effects did not add up to the forecast: they are given no reasons. */
  readonly unexplained: number;
}

/** To a hundredth of a point: attribution is exact, so more than rounding is a fault. */
const COMPLETENESS_TOLERANCE = 1e-4;

/** Effects smaller than this are no reason. */
const NEGLIGIBLE = 1e-4;

/**
 * The reasons for each row: integrated gradients from the training medians (`Model.attribute`), in shares of
 * conversionProbability. That they are complete, that is add up to what the model itself predicts minus what it predicts
 * for the medians, is checked for each row; one for which it is not so is left without reasons and counted.
 */
export async function explainPredictions(options: ExplainOptions): Promise<Explained> {
  const { model, x, probabilities, top } = options;
  const { inputs } = model;
  const width = inputs.featureNames.length;
  const attributions = await model.attribute(x, probabilities.length);
  const incomplete = await findIncomplete(model, attributions, probabilities);
  const groups = completeGroups(options);
  const reasons = Array.from(probabilities, (_, row) => {
    if (incomplete.has(row)) return [];
    const effects = attributions.subarray(row * width, (row + 1) * width);
    const contact = x.subarray(row * width, (row + 1) * width);
    return pickStrongest(
      groups.flatMap((group) => readReason(inputs, group, { contact, effects })),
      top,
    );
  });
  return { reasons, unexplained: incomplete.size };
}

/** The rows whose effects do not add up; written so that a gap which is no number is too large. */
async function findIncomplete(model: Model, attributions: Float32Array, probabilities: Float32Array) {
  const [typical] = await model.predict(model.inputs.medians, 1);
  const width = model.inputs.featureNames.length;
  const rows = [...probabilities.keys()].filter((row) => {
    let sum = typical! - probabilities[row]!;
    for (let at = row * width; at < (row + 1) * width; at += 1) sum += attributions[at]!;
    return !(Math.abs(sum) <= COMPLETENESS_TOLERANCE);
  });
  return new Set(rows);
}

/** None where the effect is negligible, or no feature that speaks for it is known. */
function readReason(
  { featureNames, medians }: ModelInputs,
  group: readonly number[],
  { contact, effects }: { readonly contact: Float32Array; readonly effects: Float32Array },
): Reason[] {
  const effect = group.reduce((sum, column) => sum + effects[column]!, 0);
  if (Math.abs(effect) < NEGLIGIBLE) return [];
  const [speaker] = group
    .filter((column) => Number.isFinite(contact[column]!) && effects[column]! * effect > 0)
    .toSorted((a, b) => Math.abs(effects[b]!) - Math.abs(effects[a]!));
  if (speaker === undefined) return [];
  return [{ feature: featureNames[speaker]!, value: contact[speaker]!, typical: medians[speaker]!, effect }];
}

function pickStrongest(reasons: Reason[], top: number): Reason[] {
  reasons.sort((a, b) => b.effect - a.effect);
  const positive = reasons.filter((reason) => reason.effect > 0);
  const negative = reasons.filter((reason) => reason.effect < 0).reverse();
  return [...positive.slice(0, top), ...negative.slice(0, top)];
}

function completeGroups({ model, groups = [] }: ExplainOptions): number[][] {
  const { featureNames } = model.inputs;
  const column = new Map(featureNames.map((name, at) => [name, at]));
  const named = groups.map((names) => names.map((name) => column.get(name) ?? -1));
  const known = named.map((group) => group.filter((at) => at >= 0)).filter((group) => group.length > 0);
  const grouped = new Set(known.flat());
  return [...known, ...featureNames.flatMap((_, at) => (grouped.has(at) ? [] : [[at]]))];
}
