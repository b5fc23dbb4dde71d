/** How many contacts a second the reference network scores, as a champion does, and how soon a single one. */

import { performance } from 'node:perf_hooks';
import { createModel } from '../src/learn/create-model.ts';
import type { TrainingSet } from '../src/learn/model.ts';
import { median, quantile } from '../src/statistics/quantile.ts';
import { createRandom } from '../src/statistics/random.ts';
import { processBackend } from '../src/tensor/select-backend.ts';
import { runPytorch } from './train/run-pytorch.ts';

export interface BenchScoreOptions {
  readonly contacts: number;
  readonly rounds: number;
  readonly onProgress: (text: string) => void;
}

const FEATURES = 28;
const SINGLES = 500;

/**
 * Raw features in, probabilities out: scaling counts, reading contacts from a database and explaining each score do not. The
 * ratio is our contacts a second over PyTorch's, which is handed scaled ones.
 */
export async function benchScore({ contacts, rounds, onProgress }: BenchScoreOptions) {
  const { name: backend } = await processBackend();
  const trained = createModel('reference-network');
  await trained.fit(makeRows(2_000, 1), makeRows(500, 2), { seed: 1 });
  const champion = createModel('reference-network');
  champion.load(trained.save());
  const { x } = makeRows(contacts, 3);
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await champion.predict(x, contacts);
    took.push((performance.now() - started) / 1000);
    onProgress(`round ${round + 1} of ${rounds}: ${contacts} contacts in ${took.at(-1)!.toFixed(3)} s`);
  }
  const singles: number[] = [];
  for (let at = 0; at < SINGLES; at += 1) {
    const row = x.subarray((at % contacts) * FEATURES, ((at % contacts) + 1) * FEATURES);
    const started = performance.now();
    await champion.predict(row, 1);
    singles.push(performance.now() - started);
  }
  const pytorch = await runPytorch(contacts);
  if (pytorch === null)
    onProgress('PyTorch is not installed (Debian: python3-torch), so there is nothing to compare with');
  const seconds = median(took);
  return {
    score: {
      ratioToPytorch: pytorch && pytorch.score / seconds,
      ...{ backend, contacts, seconds, contactsPerSecond: contacts / seconds },
      singleMilliseconds: median(singles),
      singleP99Milliseconds: quantile(singles, 0.99),
      pytorch: pytorch && { version: pytorch.version, seconds: pytorch.score },
    },
  };
}

function makeRows(rows: number, seed: number): TrainingSet {
  const random = createRandom(seed);
  const x = Float32Array.from({ length: rows * FEATURES }, () => random.uniform() * 10);
  const featureNames = Array.from({ length: FEATURES }, (_, at) => `feature${at}`);
  const y = Uint8Array.from({ length: rows }, (_, row) => (x[row * FEATURES]! + random.normal() > 5 ? 1 : 0));
  return { featureNames, rows, x, y };
}
