/** Attributions are held to the definition: gradients added up in very many small steps. */

import { describe, expect, it } from 'vitest';
import { binFeatures, binnedWidth } from '../../src/learn/bin-features.ts';
import { applyCalibration } from '../../src/statistics/apply-calibration.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { sigmoid } from '../../src/statistics/sigmoid.ts';
import { NetworkExplainer } from '../../src/tensor/network-explainer.ts';
import { NetworkScorer } from '../../src/tensor/network-scorer.ts';

const STEPS = 1_000;
const FEATURES = 6;
/** Features 4, 1, 5 and 2, as they are. */
const SCALING = {
  columns: [4, 1, 5, 2],
  logs: [false, false, false, false],
  means: [0, 0, 0, 0],
  inverseDeviations: [1, 1, 1, 1],
};
const PLAIN = [[], [], [], []];
const BINNED = [[-1.5, -0.2, 0.4, 2], [], [-1, 1.2], [-2, -1, 0, 0.0001, 1, 2]];

describe.each([
  { name: 'one hidden layer', hidden: [7], members: 2, edges: PLAIN },
  { name: 'two hidden layers', hidden: [8, 20], members: 3, edges: BINNED },
  { name: 'two hidden layers, without bins', hidden: [24, 6], members: 1, edges: PLAIN },
  { name: 'three hidden layers', hidden: [8, 6, 5], members: 2, edges: BINNED },
  { name: 'four hidden layers', hidden: [5, 8, 6, 5], members: 1, edges: PLAIN },
])('a network with $name', ({ hidden, members, edges }) => {
  const random = createRandom(7);
  const binning = { scaling: SCALING, edges };
  const sizes = [binnedWidth(binning), ...hidden, 1];
  const weights = Array.from({ length: members }, () =>
    Float32Array.from({ length: countWeights(sizes) }, () => random.normal()),
  );
  const typical = Float32Array.from({ length: FEATURES }, () => random.normal());
  const network = { features: FEATURES, scaling: SCALING, edges, sizes, members: weights, typical };
  const ROWS = 70;
  const x = Float32Array.from({ length: ROWS * FEATURES }, () => 2 * random.normal());

  it('attributes what many small steps add up to', () => {
    const exact = new NetworkExplainer({ ...network, calibration: { kind: 'none' } }).attribute(x, ROWS);
    const from = binFeatures(binning, typical, 1);
    for (const row of [0, 33, 69]) {
      const to = binFeatures(binning, x.subarray(row * FEATURES, (row + 1) * FEATURES), 1);
      const summed = new Float64Array(FEATURES);
      stepAlong((point) => say(sizes, weights, point), from, to).forEach((value, input) => {
        summed[featureOf(edges, input)]! += value;
      });
      const own = exact.subarray(row * FEATURES, (row + 1) * FEATURES);
      own.forEach((value, feature) => {
        expect(Math.abs(value - summed[feature]!)).toBeLessThan(2e-3);
      });
    }
  });

  it('keeps effects within what a calibration can move, however steep it is', () => {
    const said = new NetworkScorer(network).predict(Float32Array.from([...typical, ...x]), ROWS + 1);
    const [before, ...others] = said;
    const near = others.toSorted((a, b) => Math.abs(a - before!) - Math.abs(b - before!))[0]!;
    const cliff = (before! + near) / 2;
    const curve = { at: [0, cliff - 1e-6, cliff + 1e-6, 1], values: [0.01, 0.1, 0.9, 0.99] };
    const effects = new NetworkExplainer({ ...network, calibration: { kind: 'isotonic', curve } }).attribute(
      x,
      ROWS,
    );
    expect(Math.max(...effects.map(Math.abs))).toBeLessThan(0.98);
    expect(Math.max(...effects.map(Math.abs))).toBeGreaterThan(0.1);
  });

  it.each([
    { kind: 'none' },
    { kind: 'temperature', temperature: 0.5 },
    { kind: 'isotonic', curve: { at: [0, 0.3, 0.301, 0.5, 1], values: [0.01, 0.1, 0.8, 0.8, 0.99] } },
  ] as const)('adds up to the difference through a calibration of kind $kind', (calibration) => {
    const scorer = new NetworkScorer(network);
    const [before] = applyCalibration(calibration, scorer.predict(typical, 1));
    const attributed = new NetworkExplainer({ ...network, calibration }).attribute(x, ROWS);
    applyCalibration(calibration, scorer.predict(x, ROWS)).forEach((probability, row) => {
      const own = attributed.subarray(row * FEATURES, (row + 1) * FEATURES);
      expect(own.reduce((all, value) => all + value, 0)).toBeCloseTo(probability - before!, 5);
      // It sees nothing of these.
      expect([own[0], own[3]]).toEqual([0, 0]);
    });
  });
});

/** The feature that one of a row's numbers comes from: after each scaled value come its bins. */
function featureOf(edges: readonly (readonly number[])[], input: number): number {
  const column = edges.findIndex(
    (_, at) => input < binnedWidth({ scaling: SCALING, edges: edges.slice(0, at + 1) }),
  );
  return SCALING.columns[column]!;
}

function countWeights(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, outputs, at) => sum + (sizes[at]! + 1) * outputs, 0);
}

/** The members' mean probability. */
function say(sizes: readonly number[], members: readonly Float32Array[], inputs: ArrayLike<number>): number {
  const own = members.map((weights) => {
    let from = 0;
    let values = Array.from(inputs);
    sizes.slice(1).forEach((outputs, at) => {
      const bias = from + values.length * outputs;
      const sums = Array.from({ length: outputs }, (_, output) =>
        values.reduce(
          (sum, value, input) => sum + value * weights[from + input * outputs + output]!,
          weights[bias + output]!,
        ),
      );
      values = at === sizes.length - 2 ? sums : sums.map((sum) => Math.max(0, sum));
      from = bias + outputs;
    });
    return sigmoid(values[0]!);
  });
  return own.reduce((sum, p) => sum + p / own.length, 0);
}

/** Changes one input after the other by a small step, all along the way, and adds up what each changes. */
function stepAlong(
  sayOf: (point: readonly number[]) => number,
  from: Float32Array,
  to: Float32Array,
): readonly number[] {
  const differences = Array.from(to, (value, input) => value - from[input]!);
  const sums = differences.map(() => 0);
  const nudge = 1e-5;
  for (let step = 0; step < STEPS; step += 1) {
    const at = (step + 0.5) / STEPS;
    const point = differences.map((difference, input) => from[input]! + at * difference);
    differences.forEach((difference, input) => {
      if (difference === 0) return;
      const up = sayOf(point.with(input, point[input]! + nudge * difference));
      const down = sayOf(point.with(input, point[input]! - nudge * difference));
      sums[input]! += (up - down) / (2 * nudge) / STEPS;
    });
  }
  return sums;
}
