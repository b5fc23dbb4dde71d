/** What a model's world looked like when it learned: kept with its weights, so that later nights can say what has moved. */

import { z } from 'zod';
import type { ArtifactFiles } from '../domain/artifact.ts';
import { chooseBounds, countInBins } from '../statistics/population-stability.ts';
import type { Model, TrainingSet } from './model.ts';

const FILE = 'profile.json';
/** Bounds of bins, and shares in them, come out the same from more; the rows taken are evenly spaced. */
const ROWS_FOR_BOUNDS = 50_000;
const ROWS_COUNTED = 500_000;

const countsSchema = z.array(z.number());
const columnSchema = z.object({
  name: z.string(),
  bounds: z.array(z.number()),
  training: countsSchema,
  validation: countsSchema,
  test: countsSchema,
});
const profileSchema = z.object({
  /** How many cutoffs the training set has: a contact has a row for each. */
  trainingCutoffs: z.number(),
  /** The middle of the training cutoffs, then those of the other sets. Epoch milliseconds. */
  trainingAt: z.number(),
  validationAt: z.number(),
  testAt: z.number(),
  columns: z.array(columnSchema),
  /** Names of features that said the same in the training set; runs of older versions did not keep them. */
  groups: z.array(z.array(z.string())).default([]),
  scores: columnSchema.omit({ name: true, training: true }),
});

/** Counts in the same bins over training, validation and test set. */
export type ColumnProfile = z.infer<typeof columnSchema>;
export type RunProfile = z.infer<typeof profileSchema>;

export interface ProfiledSets {
  readonly training: TrainingSet;
  readonly validation: TrainingSet;
  readonly test: TrainingSet;
}

export interface ProfiledCutoffs {
  readonly training: readonly number[];
  readonly validation: number;
  readonly test: number;
}

/** The columns are the same for all models of a night. */
export function profileColumns({ training, validation, test }: ProfiledSets): readonly ColumnProfile[] {
  return training.featureNames.map((name) => {
    const column = (set: TrainingSet, step = 1) => readColumn(set, set.featureNames.indexOf(name), step);
    const stepFor = ({ rows }: TrainingSet, limit: number) => Math.max(1, Math.ceil(rows / limit));
    const bounds = [...chooseBounds([...column(training, stepFor(training, ROWS_FOR_BOUNDS))])];
    const count = (set: TrainingSet) => countInBins(column(set, stepFor(set, ROWS_COUNTED)), bounds);
    return { name, bounds, training: count(training), validation: count(validation), test: count(test) };
  });
}

/** The files of the profile, to be saved beside the model's. */
export async function packProfile(
  model: Model,
  { validation, test }: ProfiledSets,
  known: {
    readonly columns: readonly ColumnProfile[];
    readonly groups: readonly (readonly string[])[];
    readonly cutoffs: ProfiledCutoffs;
  },
): Promise<ArtifactFiles> {
  const { cutoffs, columns, groups } = known;
  const tested = await model.predict(test.x, test.rows);
  const bounds = [...chooseBounds(tested)];
  const profile: RunProfile = {
    trainingCutoffs: cutoffs.training.length,
    trainingAt: cutoffs.training.reduce((sum, at) => sum + at / cutoffs.training.length, 0),
    validationAt: cutoffs.validation,
    testAt: cutoffs.test,
    columns: [...columns],
    groups: groups.map((names) => [...names]),
    scores: {
      bounds,
      validation: countInBins(await model.predict(validation.x, validation.rows), bounds),
      test: countInBins(tested, bounds),
    },
  };
  return { [FILE]: new TextEncoder().encode(JSON.stringify(profile)) };
}

/** Null for a run of an older version, which kept none. */
export function unpackProfile(files: ArtifactFiles): RunProfile | null {
  const file = files[FILE];
  if (file === undefined) return null;
  const profile = profileSchema.safeParse(JSON.parse(new TextDecoder().decode(file)));
  return profile.success ? profile.data : null;
}

/** Every `step`th value of a column; NaN where the set does not have it. */
export function* readColumn(
  { x, rows, featureNames }: Pick<TrainingSet, 'x' | 'rows' | 'featureNames'>,
  column: number,
  step = 1,
): Generator<number> {
  for (let row = 0; row < rows; row += step)
    yield column < 0 ? Number.NaN : x[row * featureNames.length + column]!;
}
