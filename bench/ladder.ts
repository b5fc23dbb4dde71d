/** From how many orders on each kind of model is worth its training: learning curves on the events of a data folder. */

import { countPositives } from '../src/learn/check-training-set.ts';
import { createModel } from '../src/learn/create-model.ts';
import type { ModelKind, TrainingSet } from '../src/learn/model.ts';
import { takeRows } from '../src/learn/take-rows.ts';
import { logLoss } from '../src/statistics/log-loss.ts';
import { mean } from '../src/statistics/mean-interval.ts';
import { createRandom } from '../src/statistics/random.ts';
import { readSets } from './read-sets.ts';

export interface BenchLadderOptions {
  /** Where a shop's events were imported. */
  readonly dataDir: string;
  readonly windowDays: number;
  readonly seeds: number;
  readonly onProgress: (text: string) => void;
}

const SIZES = [100, 300, 1_000, 3_000, 10_000];
const BASELINE = 'logistic-regression';
const KINDS: readonly ModelKind[] = [
  BASELINE,
  'reference-network',
  'ensemble-network',
  'gradient-boosting',
  'ensemble-with-trees',
];
/** With fewer a model cannot be told when to stop. */
const LEAST_VALIDATION = 10;

interface Rung {
  readonly kind: ModelKind;
  readonly positives: number;
  readonly logLoss: number;
  /** Mean of the differences to the baseline, which learned from the same rows; negative is better. */
  readonly difference: number;
  /** How far two standard errors of that mean reach, over the draws of rows. */
  readonly twoErrors: number;
}

/**
 * Each seed draws so many examples that ended in an order, and others in proportion, from the training set, and the same share of
 * the validation set. All are judged on the whole test set, which is later than both: what the intervals leave out is
 * that it is one test set of one shop.
 */
export async function benchLadder(options: BenchLadderOptions) {
  const { training, validation, test } = await readSets(options, 0);
  const all = countPositives(training);
  const rungs: Rung[] = [];
  for (const positives of [...SIZES.filter((size) => size < all), all]) {
    const losses = new Map(KINDS.map((kind) => [kind, [] as number[]]));
    for (let seed = 1; seed <= options.seeds; seed += 1) {
      const part = drawShare(training, positives / all, seed);
      const least = LEAST_VALIDATION / countPositives(validation);
      const judge = drawShare(validation, Math.min(1, Math.max(positives / all, least)), seed);
      for (const kind of KINDS) {
        const model = createModel(kind);
        await model.fit(part, judge, { seed });
        losses.get(kind)!.push(logLoss(test.y, await model.predict(test.x, test.rows)));
      }
    }
    for (const kind of KINDS) rungs.push(compare({ kind, positives }, losses));
    options.onProgress(rungs.slice(-KINDS.length).map(describe).join('\n'));
  }
  const share = countPositives(test) / test.rows;
  const baseRateLogLoss = logLoss(test.y, new Float32Array(test.rows).fill(share));
  const { windowDays, seeds } = options;
  return {
    ladder: {
      windowDays,
      seeds,
      testRows: test.rows,
      testPositives: countPositives(test),
      baseRateLogLoss,
      rungs,
    },
  };
}

/** That share of both classes, by lot. */
function drawShare(set: TrainingSet, share: number, seed: number): TrainingSet {
  if (share >= 1) return set;
  const random = createRandom(seed);
  const rows = [...set.y.keys()];
  const drawn = [0, 1].flatMap((label) => {
    const group = random.shuffle(rows.filter((row) => set.y[row] === label));
    return group.slice(0, Math.round(group.length * share));
  });
  return takeRows(set, random.shuffle(drawn));
}

function compare(
  { kind, positives }: Pick<Rung, 'kind' | 'positives'>,
  losses: ReadonlyMap<ModelKind, readonly number[]>,
): Rung {
  const own = losses.get(kind)!;
  const differences = own.map((loss, draw) => loss - losses.get(BASELINE)![draw]!);
  const difference = mean(differences);
  const spread = differences.reduce((sum, one) => sum + (one - difference) ** 2, 0);
  const error = Math.sqrt(spread / (own.length - 1) / own.length);
  return { kind, positives, logLoss: mean(own), difference, twoErrors: 2 * error };
}

function describe({ kind, positives, logLoss: loss, difference, twoErrors }: Rung): string {
  const against = kind === BASELINE ? '' : `  ${difference.toFixed(4)} ± ${twoErrors.toFixed(4)}`;
  return `${String(positives).padStart(6)} positives  ${kind.padEnd(20)} log loss ${loss.toFixed(4)}${against}`;
}
