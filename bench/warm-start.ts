/** What is saved, and lost, when an ensemble begins from that of the night before rather than anew. */

import process from 'node:process';
import { EnsembleNetwork } from '../src/learn/ensemble-network.ts';
import { rowLogLoss } from '../src/statistics/log-loss.ts';
import { mean, pairedInterval } from '../src/statistics/mean-interval.ts';
import { readSets, type Sets } from './read-sets.ts';

export interface BenchWarmStartOptions {
  /** Where a shop's events were imported. */
  readonly dataDir: string;
  readonly windowDays: number;
  /** Between one night and the next that is compared. */
  readonly stepDays: number;
  /** How many nights are compared, the last at the end of the data; one before them has nothing to begin from. */
  readonly nights: number;
  readonly seeds: number;
  readonly onProgress: (text: string) => void;
}

/** A training, and what it lost on each contact of its test. */
interface Trained {
  readonly model: EnsembleNetwork;
  readonly losses: Float64Array;
  readonly epochs: number;
  /** Of processor time. */
  readonly seconds: number;
}

interface Pair {
  readonly anew: Trained;
  readonly warm: Trained;
}

/**
 * Each night both learn the same facts with the same seed; one begins anew, the other from the one that began so the night before,
 * and so on. Log losses are means over the seeds, and their difference has a 95 % interval by paired bootstrap over the
 * contacts of the test; nights share most of their contacts, so the intervals are not independent.
 */
export async function benchWarmStart({ nights, seeds, onProgress, ...shop }: BenchWarmStartOptions) {
  const sets: Sets[] = [];
  for (let back = nights; back >= 0; back -= 1)
    sets.push(await readSets(shop, (back * shop.stepDays) / shop.windowDays));
  const pairs: Pair[][] = sets.slice(1).map(() => []);
  for (let seed = 1; seed <= seeds; seed += 1) {
    let { model: former } = await train(sets[0]!, seed);
    for (const [night, own] of sets.slice(1).entries()) {
      const pair = { anew: await train(own, seed), warm: await train(own, seed, former) };
      former = pair.warm.model;
      pairs[night]!.push(pair);
      onProgress(
        `seed ${seed}, night ${night + 1}: anew ${describe(pair.anew)}; from the night before ${describe(pair.warm)}`,
      );
    }
  }
  const found = pairs.map(compare);
  for (const [night, { contacts, anew, warm, difference }] of found.entries())
    onProgress(
      `night ${night + 1}, ${contacts} contacts: log loss ${anew.logLoss.toFixed(4)} anew, difference ${difference.estimate.toFixed(4)} ` +
        `(${difference.low.toFixed(4)} to ${difference.high.toFixed(4)}); ${anew.seconds.toFixed(1)} and ${warm.seconds.toFixed(1)} s of processor time`,
    );
  const { windowDays, stepDays } = shop;
  return { warmStart: { windowDays, stepDays, seeds, found } };
}

async function train({ training, validation, test }: Sets, seed: number, startFrom?: EnsembleNetwork) {
  const model = new EnsembleNetwork();
  const before = process.cpuUsage();
  const { epochs, warm } = await model.fit(training, validation, { seed, startFrom });
  const { user, system } = process.cpuUsage(before);
  if (warm !== (startFrom !== undefined))
    throw new Error('A night has other features than the one before: nothing can be compared.');
  const losses = rowLogLoss(test.y, await model.predict(test.x, test.rows));
  return { model, losses, epochs: epochs.length, seconds: (user + system) / 1e6 };
}

function compare(pairs: readonly Pair[]) {
  const [anew, warm] = [pairs.map((pair) => pair.anew), pairs.map((pair) => pair.warm)];
  return {
    contacts: anew[0]!.losses.length,
    anew: summarise(anew),
    warm: summarise(warm),
    difference: pairedInterval(meanLosses(warm), meanLosses(anew), 1),
  };
}

function summarise(trained: readonly Trained[]) {
  return {
    logLoss: mean(meanLosses(trained)),
    epochs: mean(trained.map(({ epochs }) => epochs)),
    seconds: mean(trained.map(({ seconds }) => seconds)),
  };
}

/** Of each contact. */
function meanLosses(trained: readonly Trained[]): Float64Array {
  return trained[0]!.losses.map((_, row) => mean(trained.map(({ losses }) => losses[row]!)));
}

function describe({ losses, epochs, seconds }: Trained): string {
  return `${mean(losses).toFixed(4)} in ${epochs} epochs and ${seconds.toFixed(1)} s of processor time`;
}
