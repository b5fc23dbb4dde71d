/** The choice of a backend: what works serves, what does not is passed over with its reason. */

import process from 'node:process';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { selectBackend } from '../../src/tensor/select-backend.ts';

const cpu = {
  name: 'cpu',
  registeredAs: 'cpu',
  load: () => import('@tensorflow/tfjs-backend-cpu'),
};

const listenersAtStart = process.listenerCount('unhandledRejection');

describe('selectBackend', () => {
  it('takes the first backend that trains and tells what it tried', async () => {
    const choice = await selectBackend();
    expect(choice.tried.at(-1)).toEqual({ name: choice.name, ok: true, reason: null });
    expect(choice.tried.slice(0, -1).every((trial) => !trial.ok && trial.reason)).toBe(true);
    // WASM comes with the product and runs wherever Node does, so plain JavaScript is never needed.
    expect(['tfjs-node', 'wasm']).toContain(choice.name);
  });

  it('passes over a backend that is not installed, one that does not load and one that breaks in training', async () => {
    const missing = '@tensorflow/tfjs-of-a-planet-far-away';
    tf.registerBackend('broken', () => brokenBackend());
    const choice = await selectBackend([
      { name: 'missing', registeredAs: 'missing', load: () => import(missing) },
      { name: 'refusing', registeredAs: 'refusing', load: () => Promise.reject(new Error('no binary here')) },
      { name: 'broken', registeredAs: 'broken', load: async () => undefined },
      cpu,
    ]);
    expect(choice.name).toBe('cpu');
    expect(tf.getBackend()).toBe('cpu');
    expect(choice.tried.map((trial) => trial.ok)).toEqual([false, false, false, true]);
    expect(choice.tried[0]!.reason).toContain(missing);
    expect(choice.tried[1]!.reason).toBe('no binary here');
    expect(choice.tried[2]!.reason).toBeTruthy();
  });

  it('passes over a backend that computes without learning', async () => {
    await selectBackend([cpu]);
    tf.copyRegisteredKernels('cpu', 'lazy');
    const kernel = tf.getKernel('_FusedMatMul', 'cpu')!;
    tf.unregisterKernel('_FusedMatMul', 'lazy');
    tf.registerKernel({
      ...kernel,
      backendName: 'lazy',
      kernelFunc: (params) => {
        const result = kernel.kernelFunc(params) as tf.TensorInfo;
        (params.backend as { readSync(id: object): Float32Array }).readSync(result.dataId).fill(0);
        return result;
      },
    });
    const { MathBackendCPU } = await import('@tensorflow/tfjs-backend-cpu');
    tf.registerBackend('lazy', () => new MathBackendCPU());
    const choice = await selectBackend([
      { name: 'lazy', registeredAs: 'lazy', load: async () => undefined },
      cpu,
    ]);
    expect(choice.tried[0]).toEqual({
      name: 'lazy',
      ok: false,
      reason: 'the loss did not fall in a training step',
    });
    tf.removeBackend('lazy');
  });

  it('says what to do when nothing works', async () => {
    const load = () => Promise.reject(new Error('gone'));
    await expect(selectBackend([{ name: 'wasm', registeredAs: 'wasm', load }])).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('wasm: gone'),
    });
  });

  it('leaves the process its own handling of unhandled rejections', async () => {
    await selectBackend();
    expect(tf.findBackend('wasm')).toBeTruthy();
    expect(process.listenerCount('unhandledRejection')).toBe(listenersAtStart);
  });
});

function brokenBackend(): tf.KernelBackend {
  return new (class extends tf.KernelBackend {})();
}
