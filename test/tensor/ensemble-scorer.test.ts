/** Scoring by tables of straight pieces says what the network says of the bins. */

import { beforeAll, expect, it } from 'vitest';
import { type Binning, binFeatures, binnedWidth, learnBinning } from '../../src/learn/bin-features.ts';
import { scaleFeatures } from '../../src/learn/scale-features.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { EnsembleNetwork } from '../../src/tensor/ensemble-network.ts';
import { EnsembleScorer } from '../../src/tensor/ensemble-scorer.ts';
import { processBackend } from '../../src/tensor/select-backend.ts';

const WIDTH = 7;

beforeAll(async () => {
  await processBackend();
});

/** Skewed amounts, counts most of which are 0, two values, always the same, two values that all but meet, shares; some unknown. */
function drawRows(rows: number, seed: number): Float32Array {
  const random = createRandom(seed);
  const x = new Float32Array(rows * WIDTH);
  for (let row = 0; row < rows; row += 1) {
    const values = [
      ...[Math.exp(3 * random.normal()), random.poisson(random.exponential(0.7)), random.integer(2), 7],
      ...[0.5 + (random.integer(2) === 0 ? 0 : 1e-4 * random.uniform()), random.uniform()],
      random.uniform() < 0.1 ? Number.NaN : random.normal(),
    ];
    x.set(values, row * WIDTH);
  }
  return x;
}

/** With weights as large as trained ones. */
function draw(hidden: readonly number[], members: number, binning: Binning) {
  const random = createRandom(9);
  const network = new EnsembleNetwork({ sizes: [binnedWidth(binning), ...hidden, 1], members }, random);
  for (let i = 0; i < network.parameters.length; i += 1) network.parameters[i]! += 0.05 * random.normal();
  const scorer = new EnsembleScorer({
    sizes: network.shape.sizes,
    members: Array.from({ length: members }, (_, member) => network.memberWeights(member)),
    edges: binning.edges,
  });
  return { network, scorer };
}

const featureNames = Array.from({ length: WIDTH }, (_, at) => `feature${at}`);
const binning = learnBinning({ featureNames, rows: 3000, x: drawRows(3000, 1) }, 8);

it.each([
  { hidden: [64, 64], members: 8 },
  { hidden: [33, 70, 5], members: 3 },
  { hidden: [20], members: 2 },
])('says the same of hidden layers of $hidden, also of values beyond all bins', ({ hidden, members }) => {
  const rows = 700;
  const x = drawRows(rows, 2);
  x.set([1e9, 1e6, 5, -3, 900, -900, 40], 0);
  x.set([0, 0, -5, 1e9, -900, 900, -40], WIDTH);
  const { network, scorer } = draw(hidden, members, binning);
  const byBins = network.predict(binFeatures(binning, x, rows), rows);
  const byTables = scorer.predict(scaleFeatures(binning.scaling, x, rows), rows);
  const apart = byTables.map((p, row) => Math.abs(p - byBins[row]!));
  expect(Math.max(...apart)).toBeLessThan(1e-5);
  expect(new Set(byTables).size).toBeGreaterThan(rows * 0.9);
});

it('keeps scorers apart that take turns, of one row as of many', () => {
  const scaled = scaleFeatures(binning.scaling, drawRows(300, 3), 300);
  const [one, other] = [draw([64, 64], 8, binning).scorer, draw([20], 2, binning).scorer];
  const [first, second] = [one.predict(scaled, 300), other.predict(scaled, 300)];
  expect(one.predict(scaled, 300)).toEqual(first);
  expect(other.predict(scaled.subarray(0, WIDTH), 1)).toEqual(second.slice(0, 1));
  expect(one.predict(scaled.subarray(0, 0), 0)).toEqual(new Float32Array(0));
});
