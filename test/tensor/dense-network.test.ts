/** The dense network: its gradient is the loss's, one seed gives one network, and no tensor is left behind. */

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import { DenseNetwork } from '../../src/tensor/dense-network.ts';
import { processBackend, selectBackend } from '../../src/tensor/select-backend.ts';

beforeAll(async () => {
  await processBackend();
});

describe('DenseNetwork', () => {
  it('computes the gradient that finite differences give', () => {
    const { x, labels } = buildBatch(16, 6);
    const network = new DenseNetwork([6, 5, 4, 1], createRandom(3));
    const gradient = network.lossGradient(x, labels).gradient.slice();
    const numeric = Float32Array.from(gradient, (_, at) => {
      const kept = network.parameters[at]!;
      network.parameters[at] = kept + 1e-2;
      const above = network.lossGradient(x, labels).loss;
      network.parameters[at] = kept - 1e-2;
      const below = network.lossGradient(x, labels).loss;
      network.parameters[at] = kept;
      return (above - below) / 2e-2;
    });
    const distance = Math.hypot(...gradient.map((value, at) => value - numeric[at]!));
    expect(Math.hypot(...gradient)).toBeGreaterThan(0.05);
    expect(distance / Math.hypot(...gradient)).toBeLessThan(0.02);
  });

  it('gives bitwise the same weights for one seed, and others for another', () => {
    const weights = (seed: number) => trainSteps(200, seed).parameters;
    expect(Buffer.from(weights(5).buffer).equals(Buffer.from(weights(5).buffer))).toBe(true);
    expect(Buffer.from(weights(5).buffer).equals(Buffer.from(weights(6).buffer))).toBe(false);
  });

  it('leaves no tensor behind in a thousand steps and a prediction', () => {
    const before = tf.memory();
    const network = trainSteps(1000, 1);
    network.predict(buildBatch(100, 10).x, 100);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
  });

  it('predicts each row alone as it does among many', () => {
    const network = trainSteps(50, 2);
    const { x } = buildBatch(20_000, 10);
    const all = network.predict(x, 20_000);
    for (const row of [0, 16_383, 16_384, 19_999]) {
      const alone = network.predict(x.slice(row * 10, row * 10 + 10), 1)[0]!;
      expect(alone).toBeCloseTo(all[row]!, 6);
    }
  });

  it('computes on plain JavaScript what it computes on the faster backend', async () => {
    const { x, labels } = buildBatch(32, 10);
    const network = trainSteps(20, 4);
    const compute = () => ({
      gradient: [...network.lossGradient(x, labels).gradient],
      probabilities: [...network.predict(x, 32)],
    });
    const fast = compute();
    const load = () => import('@tensorflow/tfjs-backend-cpu');
    await selectBackend([{ name: 'cpu', registeredAs: 'cpu', load }]);
    const slow = compute();
    await selectBackend();
    // Not the weights after many steps: Adam takes a full step for a gradient that is nothing but rounding.
    expect(Math.max(...slow.gradient.map((value, at) => Math.abs(value - fast.gradient[at]!)))).toBeLessThan(
      1e-6,
    );
    slow.probabilities.forEach((p, row) => {
      expect(p).toBeCloseTo(fast.probabilities[row]!, 5);
    });
  });

  it('keeps the loss finite when the network is certain and wrong', () => {
    const network = new DenseNetwork([1, 1], createRandom(1));
    network.parameters.set([1000, 0]);
    const { loss } = network.lossGradient(Float32Array.of(1), Float32Array.of(0));
    expect(loss).toBeCloseTo(1000, 2);
  });
});

function trainSteps(steps: number, seed: number): DenseNetwork {
  const { x, labels } = buildBatch(32, 10);
  const network = new DenseNetwork([10, 64, 32, 1], createRandom(seed));
  for (let step = 0; step < steps; step += 1) network.trainStep(x, labels, 0.001);
  return network;
}

function buildBatch(rows: number, features: number): { x: Float32Array; labels: Float32Array } {
  const random = createRandom(9);
  const x = Float32Array.from({ length: rows * features }, () => random.normal());
  return { x, labels: Float32Array.from({ length: rows }, () => random.integer(2)) };
}
