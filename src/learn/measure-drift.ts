/** How far tonight's contacts and scores are from those that the champion learned from and was judged on. */

import type { ArtifactStore } from '../domain/artifact.ts';
import type { DriftMeasures, Shift } from '../domain/drift-report.ts';
import {
  countInBins,
  populationStability,
  stabilityByChance,
  stabilityLimit,
} from '../statistics/population-stability.ts';
import { type ColumnProfile, type RunProfile, readColumn, unpackProfile } from './profile-run.ts';
import type { ScoringSet } from './take-columns.ts';

/** Chance moves any of a night's distributions past its limit in one night of a thousand. */
const ALPHA = 0.001;

export interface DriftQuestion {
  readonly runId: string;
  /** Every contact's features and the champion's scores of them, as of `cutoff`. */
  readonly set: ScoringSet;
  readonly probabilities: Float32Array;
  readonly cutoff: number;
}

/** Null for a champion that kept no profile, which only one of an older version did. Throws `not_found` without its files. */
export async function measureDrift(
  { artifacts }: { readonly artifacts: ArtifactStore },
  { runId, set, probabilities, cutoff }: DriftQuestion,
): Promise<DriftMeasures | null> {
  const profile = unpackProfile(await artifacts.load(runId));
  if (profile === null) return null;
  const alpha = ALPHA / (profile.columns.length + 1);
  return {
    columns: profile.columns.map((column) =>
      measureColumn(column, profile, {
        now: countInBins(readColumn(set, set.featureNames.indexOf(column.name)), column.bounds),
        cutoff,
        alpha,
      }),
    ),
    scores: measureScores(profile, { now: countInBins(probabilities, profile.scores.bounds), cutoff, alpha }),
  };
}

interface Tonight {
  readonly now: readonly number[];
  readonly cutoff: number;
  readonly alpha: number;
}

function measureColumn(
  { name, bounds, training, validation, test }: ColumnProfile,
  { trainingCutoffs, trainingAt, validationAt, testAt }: RunProfile,
  tonight: Tonight,
): Shift {
  // A contact's rows at several cutoffs are much alike: they count as one.
  const reference = total(training) / trainingCutoffs;
  return measureShift(
    { name, bounds, former: training, reference, at: trainingAt, until: 2 * testAt - validationAt },
    [
      { counts: validation, at: validationAt },
      { counts: test, at: testAt },
    ],
    tonight,
  );
}

function measureScores({ scores, validationAt, testAt }: RunProfile, tonight: Tonight): Shift {
  const { bounds, validation, test } = scores;
  return measureShift(
    {
      ...{ name: 'scores', bounds, former: test, reference: total(test) },
      ...{ at: testAt, until: 2 * testAt - validationAt },
    },
    [{ counts: validation, at: validationAt }],
    tonight,
  );
}

interface Reference {
  readonly name: string;
  readonly bounds: readonly number[];
  readonly former: readonly number[];
  /** Independent observations behind it. */
  readonly reference: number;
  readonly at: number;
  /** How far a pace is carried on: an outcome window after the test, when a champion of last night serves first. */
  readonly until: number;
}

/**
 * A shop ages: contacts are known for longer each night, and more of them have been away for long. How fast a
 * distribution moved by itself beyond chance is taken from the sets that followed each other when the model was made. It is carried
 * on, as the square of the distance since the index grows so, over the one window between the test and tonight, which any
 * champion has behind it, and no further: carried on with a champion's age, it would soon allow everything.
 */
function measureShift(
  { name, bounds, former, reference, at, until }: Reference,
  earlier: readonly { readonly counts: readonly number[]; readonly at: number }[],
  { now, cutoff, alpha }: Tonight,
): Shift {
  const sizes = { reference, current: total(now) };
  const { psi, degrees } = populationStability(former, now);
  const pace = earlier.map((other) => {
    const moved = populationStability(former, other.counts);
    const byChance = stabilityByChance(moved.degrees, { reference, current: total(other.counts) });
    return Math.max(0, moved.psi - byChance) / (other.at - at) ** 2;
  });
  return {
    name,
    psi,
    byChance: stabilityByChance(degrees, sizes),
    limit: stabilityLimit(degrees, sizes, alpha),
    usual: Math.max(...pace) * (Math.min(cutoff, until) - at) ** 2,
    ...findWidest(former, now, bounds),
    isOnlyBound: bounds.length === 1,
    sizes,
  };
}

function findWidest(former: readonly number[], now: readonly number[], bounds: readonly number[]) {
  const [allThen, allNow] = [total(former), total(now)];
  let [belowThen, belowNow] = [0, 0];
  let widest = { bound: bounds[0]!, shareThen: 0, shareNow: 0 };
  bounds.forEach((bound, bin) => {
    belowThen += former[bin]!;
    belowNow += now[bin]!;
    const [shareThen, shareNow] = [belowThen / allThen, belowNow / allNow];
    if (Math.abs(shareNow - shareThen) >= Math.abs(widest.shareNow - widest.shareThen))
      widest = { bound, shareThen, shareNow };
  });
  return widest;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
