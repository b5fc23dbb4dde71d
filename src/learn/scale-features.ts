/** Turns raw features into numbers of comparable size, by what the training set alone shows. */

import { z } from 'zod';
import { median } from '../statistics/quantile.ts';
import type { FeatureSet } from './model.ts';

/** How each of the chosen columns is scaled; JSON-safe, saved with the model. */
export const SCALING = z
  .object({
    /** Which columns of a row are used, in this order. */
    columns: z.array(z.int()).readonly(),
    /** Whether a column goes through log(1 + x) first. */
    logs: z.array(z.boolean()).readonly(),
    means: z.array(z.number()).readonly(),
    /** One over the standard deviation, or 0 for a column that never varied. */
    inverseDeviations: z.array(z.number()).readonly(),
  })
  .readonly();
export type Scaling = z.output<typeof SCALING>;

/** Beyond so many standard deviations a value says no more; it keeps one absurd order from deciding everything. */
const CLIP = 8;

/** Counts and amounts are skewed far beyond this; habits and shares are not. */
const LOG_SKEWNESS = 1;

/** Learns the scaling of the columns. Non-negative, right-skewed ones (counts, amounts, days) are taken as logs. */
export function learnScaling(training: FeatureSet, columns: readonly number[]): Scaling {
  const learnt = columns.map((column) => {
    const raw = knownValues(training, column);
    const log = raw.every((value) => value >= 0) && describeMoments(raw).skewness > LOG_SKEWNESS;
    const { mean, deviation } = describeMoments(log ? raw.map(Math.log1p) : raw);
    return { log, mean, inverseDeviation: deviation > 1e-9 ? 1 / deviation : 0 };
  });
  return {
    columns,
    logs: learnt.map((column) => column.log),
    means: learnt.map((column) => column.mean),
    inverseDeviations: learnt.map((column) => column.inverseDeviation),
  };
}

/** The rows' chosen columns, scaled; what is unknown (NaN, infinite) becomes 0, the training mean. */
export function scaleFeatures(scaling: Scaling, x: Float32Array, rows: number): Float32Array {
  const columns = Int32Array.from(scaling.columns);
  const logs = Uint8Array.from(scaling.logs, Number);
  const means = Float64Array.from(scaling.means);
  const inverseDeviations = Float64Array.from(scaling.inverseDeviations);
  const width = rows === 0 ? 0 : x.length / rows;
  const scaled = new Float32Array(rows * columns.length);
  // Row by row: column by column, a million rows would be fetched from memory once for each column.
  for (let from = 0, to = 0; to < scaled.length; from += width) {
    for (let c = 0; c < columns.length; c += 1, to += 1) {
      const raw = x[from + columns[c]!]!;
      const known = logs[c] === 1 ? Math.log1p(raw > 0 ? raw : 0 * raw) : raw;
      const value = (known - means[c]!) * inverseDeviations[c]!;
      // Not finite: the difference is no number.
      scaled[to] = value - value === 0 ? Math.min(CLIP, Math.max(-CLIP, value)) : 0;
    }
  }
  return scaled;
}

/** The training median of every column, NaN where nothing is known. */
export function columnMedians(training: FeatureSet): Float32Array {
  return Float32Array.from(training.featureNames, (_, column) => median(knownValues(training, column)));
}

function knownValues(training: FeatureSet, column: number): Float32Array {
  const width = training.featureNames.length;
  const values = new Float32Array(training.rows);
  let known = 0;
  for (let row = 0; row < training.rows; row += 1) {
    const value = training.x[row * width + column]!;
    if (!Number.isFinite(value)) continue;
    values[known] = value;
    known += 1;
  }
  return values.subarray(0, known);
}

function describeMoments(values: Float32Array): { mean: number; deviation: number; skewness: number } {
  if (values.length === 0) return { mean: 0, deviation: 0, skewness: 0 };
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  let cubes = 0;
  for (const value of values) {
    squares += (value - mean) ** 2;
    cubes += (value - mean) ** 3;
  }
  const deviation = Math.sqrt(squares / values.length);
  return { mean, deviation, skewness: deviation > 0 ? cubes / values.length / deviation ** 3 : 0 };
}
