/** What networks over sequences are computed with beside each backend. */

import * as tf from '@tensorflow/tfjs-core';
import { afterAll, expect, it } from 'vitest';
import { openCompute } from '../../src/tensor/open-compute.ts';
import { BACKENDS, selectBackend } from '../../src/tensor/select-backend.ts';

afterAll(async () => void (await selectBackend()));

const ofPlain = BACKENDS.find(({ name }) => name === 'cpu')!;

it('is the kernels beside the native backend too, which stays in use', async () => {
  // The native one cannot be had everywhere: what is asked of it here, any other can do.
  const native = await selectBackend([{ ...ofPlain, name: 'tfjs-node' }]);
  const compute = await openCompute(native);
  expect(compute.name).toBe('wasm kernels');
  expect(tf.getBackend()).toBe('cpu');
  const [a, b, c] = [compute.floats(4), compute.floats(4), compute.floats(4)];
  a.write(Float32Array.of(1, 2, 3, 4));
  b.write(Float32Array.of(5, 6, 7, 8));
  compute.matMul({ a, b, c, m: 2, n: 2, k: 2 });
  expect([...c.read()]).toEqual([19, 22, 43, 50]);
  expect([...tf.add([1, 2], [3, 4]).dataSync()]).toEqual([4, 6]);
  compute.free();
});

it('is plain where WebAssembly was passed over', async () => {
  expect((await openCompute(await selectBackend([ofPlain]))).name).toBe('plain');
});
