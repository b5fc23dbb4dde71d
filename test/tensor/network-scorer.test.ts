/** Scoring from raw features on says what the network says on the backend of scaled features, and by tables what it says of the bins. */

import { beforeAll, expect, it } from 'vitest';
import { type Binning, binFeatures, binnedWidth, learnBinning } from '../../src/learn/bin-features.ts';
import { learnScaling, scaleFeatures } from '../../src/learn/scale-features.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { DenseNetwork } from '../../src/tensor/dense-network.ts';
import { EnsembleNetwork } from '../../src/tensor/ensemble-network.ts';
import { NetworkScorer } from '../../src/tensor/network-scorer.ts';
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
  const scorer = new NetworkScorer({
    features: WIDTH,
    ...binning,
    sizes: network.shape.sizes,
    members: network.memberWeights(),
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
  addStrange(x);
  const { network, scorer } = draw(hidden, members, binning);
  const byBins = network.predict(binFeatures(binning, x, rows), rows);
  const byTables = scorer.predict(x, rows);
  expect(farthest(byTables, byBins)).toBeLessThan(1e-5);
  expect(new Set(byTables).size).toBeGreaterThan(rows * 0.9);
});

it.each([[64, 32], [5, 33, 7], [20]])(
  'says the same of a dense network, of %i and more units',
  (...hidden) => {
    const rows = 700;
    const x = drawRows(rows, 2);
    addStrange(x);
    const columns = [6, 1, 0, 4, 5];
    const scaling = learnScaling({ featureNames, rows: 3000, x: drawRows(3000, 1) }, columns);
    expect(new Set(scaling.logs).size).toBe(2);
    const sizes = [columns.length, ...hidden, 1];
    const network = new DenseNetwork(sizes, createRandom(4));
    for (let i = 0; i < network.parameters.length; i += 1) network.parameters[i]! += 0.1;
    const scorer = new NetworkScorer({
      ...{ features: WIDTH, scaling, sizes, members: [network.parameters] },
      edges: columns.map(() => []),
    });
    const onBackend = network.predict(scaleFeatures(scaling, x, rows), rows);
    const probabilities = scorer.predict(x, rows);
    expect(farthest(probabilities, onBackend)).toBeLessThan(1e-5);
    expect(new Set(probabilities).size).toBeGreaterThan(rows * 0.9);
  },
);

it.each([
  { hidden: [64, 64], outputs: 17 },
  { hidden: [20], outputs: 2 },
])('says the same of each member with $outputs outputs', ({ hidden, outputs }) => {
  const [rows, members] = [130, 3];
  const x = drawRows(rows, 2);
  const objective = { differentiate: () => ({ loss: 0, errors: new Float32Array(0) }) };
  const sizes = [binnedWidth(binning), ...hidden, outputs];
  const network = new EnsembleNetwork({ sizes, members }, createRandom(9), objective);
  const scorer = new NetworkScorer({
    ...{ features: WIDTH, ...binning },
    ...{ sizes, members: network.memberWeights() },
  });
  const said = scorer.memberOutputs(x, rows);
  expect(said).toHaveLength(members);
  said.forEach((own, member) => {
    const onBackend = network.memberOutputs(member, binFeatures(binning, x, rows), rows);
    expect(own).toHaveLength(rows * outputs);
    expect(farthest(own, onBackend)).toBeLessThan(1e-5);
    expect(own.some((output) => output < 0)).toBe(true);
  });
});

it('keeps scorers apart that take turns, and says of a row alone what it says of it among others', () => {
  const x = drawRows(300, 3);
  const [one, other] = [draw([64, 64], 8, binning).scorer, draw([20], 2, binning).scorer];
  const [first, second] = [one.predict(x, 300), other.predict(x, 300)];
  expect(one.predict(x, 300)).toEqual(first);
  for (const row of [0, 66, 299])
    expect(other.predict(x.subarray(row * WIDTH, (row + 1) * WIDTH), 1)).toEqual(second.slice(row, row + 1));
  expect(one.predict(x.subarray(0, 0), 0)).toEqual(new Float32Array(0));
});

/** Values beyond all that was learnt from, in the first rows. */
function addStrange(x: Float32Array): void {
  const { NaN: unknown, POSITIVE_INFINITY: most, NEGATIVE_INFINITY: least } = Number;
  x.set([1e9, 1e6, 5, -3, 900, -900, 40], 0);
  x.set([0, 0, -5, 1e9, -900, 900, -40], WIDTH);
  x.set([unknown, most, least, 3e38, -3e38, 1e-40, -1], 2 * WIDTH);
  x.set([-1, unknown, most, least, 1e-30, -1e-30, 3e38], 3 * WIDTH);
  x.set([most, least, unknown, 0, -0, most, least], 4 * WIDTH);
}

function farthest(one: Float32Array, other: Float32Array): number {
  return Math.max(...one.map((p, row) => Math.abs(p - other[row]!)));
}
