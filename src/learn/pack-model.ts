/** The saved form of a model: one JSON file for what it knows of its inputs, one binary file for its weights. */

import type { ArtifactFiles } from '../domain/artifact.ts';
import { AppError } from '../errors.ts';
import type { Calibration } from '../statistics/apply-calibration.ts';
import type { ModelInputs, ModelKind } from './model.ts';
import type { Scaling } from './scale-features.ts';

/** What every trained model consists of. */
export interface TrainedState {
  readonly inputs: ModelInputs;
  readonly scaling: Scaling;
  readonly weights: Float32Array | Float64Array;
  /** The last step of a network. */
  readonly calibration?: Calibration;
}

const DESCRIPTION = 'model.json';
const WEIGHTS = 'weights.bin';

/** The files of a trained model, with the options that it was built with where it has any. */
export function packModel(kind: ModelKind, state: TrainedState, options?: object): ArtifactFiles {
  const { inputs, scaling, weights, calibration } = state;
  const precision = weights instanceof Float32Array ? 'float32' : 'float64';
  // NaN, the median of a column never known, becomes null here and NaN again below.
  const medians = [...inputs.medians];
  const description = {
    kind,
    featureNames: inputs.featureNames,
    medians,
    scaling,
    precision,
    options,
    calibration,
  };
  return {
    [DESCRIPTION]: new TextEncoder().encode(JSON.stringify(description)),
    [WEIGHTS]: new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength).slice(),
  };
}

/** Throws `invalid` unless there are as many weights as what was saved with them needs. */
export function checkWeights(kind: ModelKind, { weights }: TrainedState, needed: number): void {
  if (weights.length === needed) return;
  throw new AppError(
    'invalid',
    `The saved ${kind} has other weights than its inputs need. Train again to replace it.`,
  );
}

/** The trained model of the files, and its options as they were saved; throws `invalid` when they are damaged or another kind of model's. */
export function unpackModel(kind: ModelKind, files: ArtifactFiles): TrainedState & { options: unknown } {
  try {
    const description = JSON.parse(new TextDecoder().decode(files[DESCRIPTION]!));
    if (description.kind !== kind) throw new Error(`these are the files of a ${description.kind}`);
    const bytes = files[WEIGHTS]!.slice().buffer;
    return {
      inputs: {
        featureNames: description.featureNames,
        medians: Float32Array.from(description.medians, (value: number | null) => value ?? Number.NaN),
      },
      scaling: description.scaling,
      weights: description.precision === 'float32' ? new Float32Array(bytes) : new Float64Array(bytes),
      options: description.options,
      calibration: description.calibration,
    };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('invalid', `The saved ${kind} cannot be read (${why}). Train again to replace it.`, {
      cause,
    });
  }
}
