/** Attributions are held to the definition: gradients added up in very many small steps. */

import { describe, expect, it } from 'vitest';
import { PlainNetwork } from '../../src/learn/plain-network.ts';
import { createRandom } from '../../src/statistics/random.ts';

const INPUTS = 6;
const STEPS = 1_000;

describe.each([
  { name: 'no hidden layer', hidden: [], members: 1 },
  { name: 'one hidden layer', hidden: [7], members: 2 },
  { name: 'two hidden layers', hidden: [8, 6], members: 3 },
  { name: 'three hidden layers', hidden: [8, 6, 5], members: 2 },
])('a network with $name', ({ hidden, members }) => {
  const sizes = [INPUTS, ...hidden, 1];
  const random = createRandom(7);
  const weights = Array.from({ length: members }, () =>
    Float64Array.from({ length: countWeights(sizes) }, () => random.normal()),
  );
  const baseline = Float64Array.from({ length: INPUTS }, () => random.normal());
  const shape = { sizes, members: weights, owners: [0, 1, 2, 3, 3, 4], features: 5, baseline };
  const rows = Float32Array.from({ length: 20 * INPUTS }, () => 2 * random.normal());

  it('attributes what many small steps add up to', () => {
    const exact = new PlainNetwork(shape).attribute(rows, 20);
    for (const row of [0, 7, 19]) {
      const x = rows.subarray(row * INPUTS, (row + 1) * INPUTS);
      const stepped = stepAlong(new PlainNetwork(shape), baseline, x);
      const own = exact.subarray(row * 5, (row + 1) * 5);
      const summed = [stepped[0], stepped[1], stepped[2], stepped[3]! + stepped[4]!, stepped[5]];
      own.forEach((value, feature) => {
        expect(Math.abs(value - summed[feature]!)).toBeLessThan(2e-3);
      });
    }
  });

  it.each([
    { kind: 'smooth', calibrate: (p: number) => p ** 2 / (p ** 2 + (1 - p) ** 2) },
    { kind: 'stepped', calibrate: (p: number) => Math.floor(p * 10) / 10 },
  ])('adds up to the difference through a $kind calibration', ({ calibrate }) => {
    const network = new PlainNetwork({ ...shape, calibrate });
    const [typical] = network.predict(Float32Array.from(baseline), 1);
    const attributed = network.attribute(rows, 20);
    network.predict(rows, 20).forEach((probability, row) => {
      const sum = attributed.subarray(row * 5, (row + 1) * 5).reduce((all, value) => all + value, 0);
      expect(sum).toBeCloseTo(probability - typical!, 5);
    });
  });
});

function countWeights(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, outputs, at) => sum + (sizes[at]! + 1) * outputs, 0);
}

/** Changes one input after the other by a small step, all along the way, and adds up what each changes. */
function stepAlong(network: PlainNetwork, from: Float64Array, to: Float32Array): readonly number[] {
  const differences = Array.from(to, (value, input) => value - from[input]!);
  const sums = differences.map(() => 0);
  const nudge = 0.004;
  for (let step = 0; step < STEPS; step += 1) {
    const at = (step + 0.5) / STEPS;
    const points = differences.flatMap((_, changed) =>
      [-nudge, nudge].flatMap((by) =>
        differences.map((d, input) => from[input]! + at * d + (input === changed ? by * d : 0)),
      ),
    );
    const p = network.predict(Float32Array.from(points), 2 * differences.length);
    sums.forEach((_, input) => {
      sums[input]! += (p[2 * input + 1]! - p[2 * input]!) / (2 * nudge) / STEPS;
    });
  }
  return sums;
}
