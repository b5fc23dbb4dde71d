/** The ensemble's hand-written gradient is the slope of its loss, and its members differ. */

import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import { EnsembleNetwork } from '../../src/tensor/ensemble-network.ts';
import { processBackend } from '../../src/tensor/select-backend.ts';
import { expectNoGrowth } from './judge-network.ts';

/** Half the squared distance to as many targets as outputs. */
const SQUARES = {
  differentiate(outputs: Float32Array, targets: Float32Array) {
    const rows = outputs.length / 2;
    const errors = outputs.map((output, i) => (output - targets[i]!) / rows);
    return { loss: errors.reduce((sum, error) => sum + (error ** 2 * rows) / 2, 0), errors };
  },
};

describe('EnsembleNetwork', () => {
  beforeAll(async () => {
    await processBackend();
  });

  it.each([
    { outputs: 1, objective: undefined, rate: 0 },
    { outputs: 2, objective: SQUARES, rate: 0 },
    { outputs: 1, objective: undefined, rate: 0.4 },
  ])('has the gradient of finite differences, of $outputs outputs and $rate left out', (kind) => {
    const { outputs, objective, rate } = kind;
    const random = createRandom(3);
    const network = new EnsembleNetwork({ sizes: [3, 5, 4, outputs], members: 3 }, random, objective);
    for (let i = 0; i < network.parameters.length; i += 1) network.parameters[i]! += 0.1 * random.normal();
    const x = Float32Array.from({ length: 24 }, () => random.normal());
    const labels = Float32Array.from({ length: 8 * outputs }, () => random.integer(2));
    // The same lot each time.
    const lossGradient = () =>
      network.lossGradient(x, labels, rate === 0 ? undefined : { rate, random: createRandom(8) });
    const gradient = lossGradient().gradient.slice();
    const step = 1e-3;
    const slopes = gradient.map((_, i) => {
      const kept = network.parameters[i]!;
      network.parameters[i] = kept + step;
      const above = lossGradient().loss;
      network.parameters[i] = kept - step;
      const below = lossGradient().loss;
      network.parameters[i] = kept;
      return (above - below) / (2 * step);
    });
    const far = slopes.filter((slope, i) => Math.abs(slope - gradient[i]!) > 2e-3 + 0.05 * Math.abs(slope));
    // A ReLU that turns between the two points bends a slope.
    expect(far.length).toBeLessThanOrEqual(slopes.length * 0.03);
    expect(gradient.filter((one) => one !== 0).length).toBeGreaterThan(gradient.length / 2);
  });

  it("begins near a former one: kernels shrink towards its own fresh ones, all else is the former one's", () => {
    const open = (seed: number) =>
      new EnsembleNetwork({ sizes: [3, 5, 4, 1], members: 3 }, createRandom(seed));
    const [former, fresh, network] = [open(1), open(2), open(2)];
    for (let i = 0; i < former.parameters.length; i += 1) former.parameters[i]! += 10;
    network.beginNear(former.parameters, 0.25);
    const mixed = former.parameters.map((one, i) => 0.25 * one + 0.75 * fresh.parameters[i]!);
    const isMixed = network.parameters.map((one, i) => Number(Math.abs(one - mixed[i]!) < 1e-5));
    // Two kernels that members share, and one of each member.
    expect(isMixed.reduce((sum, one) => sum + one)).toBe(3 * 5 + 5 * 4 + 3 * 4);
    network.parameters.forEach((one, i) => {
      if (isMixed[i] === 0) expect(one).toBe(former.parameters[i]);
    });
  });

  it('leaves out by lot in training, by as much on average as when all is there, and never in a prediction', () => {
    const random = createRandom(4);
    const network = new EnsembleNetwork({ sizes: [3, 40, 1], members: 2 }, random);
    const x = Float32Array.from({ length: 24 }, () => random.normal());
    const labels = new Float32Array(8).fill(1);
    const whole = network.lossGradient(x, labels).loss;
    const losses = Array.from(
      { length: 300 },
      () => network.lossGradient(x, labels, { rate: 0.3, random }).loss,
    );
    expect(new Set(losses).size).toBeGreaterThan(290);
    // The loss is convex, so what varies costs a little.
    expect(losses.reduce((sum, loss) => sum + loss, 0) / losses.length / whole).toBeCloseTo(1, 1);
    expect(network.predict(x, 8)).toEqual(network.predict(x, 8));
  });

  it('learns what no straight line tells apart', () => {
    const random = createRandom(5);
    const network = new EnsembleNetwork({ sizes: [2, 16, 16, 1], members: 4 }, random);
    const x = Float32Array.from({ length: 512 }, () => random.normal());
    const labels = Float32Array.from({ length: 256 }, (_, row) =>
      x[2 * row]! * x[2 * row + 1]! > 0 ? 1 : 0,
    );
    for (let step = 0; step < 200; step += 1)
      network.trainStep(x, labels, { learningRate: 0.01, weightDecay: 0 });
    const right = network.predict(x, 256).filter((p, row) => p > 0.5 === labels[row]! > 0.5).length;
    expect(right).toBeGreaterThan(240);
  });

  it('takes no more memory in a thousand steps on several outputs than in one', () => {
    const random = createRandom(7);
    const network = new EnsembleNetwork({ sizes: [3, 5, 2], members: 2 }, random, SQUARES);
    const x = Float32Array.from({ length: 24 }, () => random.normal());
    const targets = Float32Array.from({ length: 16 }, () => random.normal());
    expectNoGrowth(() => {
      network.trainStep(x, targets, { learningRate: 0.01, weightDecay: 0 });
      network.memberOutputs(0, x, 8);
    });
  });
});
