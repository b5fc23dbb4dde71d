/** What every network with gradients of its own is held to: those of its loss, alike wherever it is computed, in memory that stays. */

import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import type { SequenceBatch } from '../../src/tensor/causal-transformer.ts';
import type { Floats } from '../../src/tensor/compute.ts';

interface Network {
  readonly parameters: Floats;
  readonly gradients: Floats;
  lossGradient(batch: SequenceBatch, seed: number): number;
  score(items: Int32Array, circumstances?: readonly Int32Array[]): Float32Array;
}

/**
 * By differences in random directions, of all parameters or of those from `part.from` up to `part.to`. What has no slope, as
 * padding, is moved by nothing.
 */
export function expectGradientOfLoss(
  model: Network,
  batch: SequenceBatch,
  { step = 1e-4, part = { from: 0, to: Number.POSITIVE_INFINITY } } = {},
): void {
  const values = model.parameters.read();
  model.lossGradient(batch, 5);
  const gradient = model.gradients.read();
  const random = createRandom(11);
  for (let trial = 0; trial < 5; trial += 1) {
    const isMoved = (i: number) => gradient[i] !== 0 && i >= part.from && i < part.to;
    const direction = values.map((_, i) => (isMoved(i) ? random.normal() : 0));
    const lossAt = (sign: number) => {
      model.parameters.write(values.map((value, i) => value + sign * step * direction[i]!));
      return model.lossGradient(batch, 5);
    };
    const slope = (lossAt(1) - lossAt(-1)) / (2 * step);
    const told = gradient.reduce((sum, value, i) => sum + value * direction[i]!, 0);
    expect(Math.abs(told - slope)).toBeLessThan(0.02 * Math.max(1, Math.abs(slope)));
  }
}

/** Loss, gradient and scores of two, a rounding apart. */
export function expectSame(ours: Network, theirs: Network, batch: SequenceBatch): void {
  expect(ours.lossGradient(batch, 9)).toBeCloseTo(theirs.lossGradient(batch, 9), 4);
  expect(apart(ours.gradients.read(), theirs.gradients.read())).toBeLessThan(1e-4);
  const [mine, yours] = [ours, theirs].map((model) => model.score(batch.items, batch.circumstances));
  expect(apart(mine!, yours!)).toBeLessThan(1e-4);
}

/** A thousand times; the heap of the WASM backend only ever grows. */
export function expectNoGrowth(step: (at: number) => void): void {
  step(0);
  const before = measureMemory();
  for (let at = 1; at <= 1000; at += 1) step(at);
  expect(measureMemory()).toEqual(before);
}

function measureMemory() {
  const { wasm } = tf.backend() as unknown as { readonly wasm: { readonly HEAPU8: Uint8Array } };
  return { tensors: tf.memory().numTensors, heap: wasm.HEAPU8.length };
}

function apart(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}
