/** Opens what networks over sequences are computed with: the WebAssembly kernels wherever they load, else any backend. */

import * as tf from '@tensorflow/tfjs-core';
import type { Compute } from './compute.ts';
import { KernelCompute } from './kernels/kernel-compute.ts';
import type { BackendMemory } from './kernels/load-kernels.ts';
import { PortableCompute } from './portable-compute.ts';
import { type BackendChoice, loadWasm, processBackend } from './select-backend.ts';

/**
 * Beside the backend that is in use, which stays so. The native one computes dense networks; these would leave most of
 * their work to plain JavaScript there, so they keep to the kernels. Throws `unavailable` when no backend works.
 */
export async function openCompute(inUse?: BackendChoice): Promise<Compute> {
  const { name } = inUse ?? (await processBackend());
  if (name === 'wasm') return openKernels();
  if (name !== 'tfjs-node') return new PortableCompute();
  const native = tf.getBackend();
  try {
    await loadWasm();
    return openKernels();
  } catch {
    return new PortableCompute();
  } finally {
    await tf.setBackend(native);
  }
}

function openKernels(): KernelCompute {
  const { wasm } = tf.backend() as unknown as { readonly wasm: BackendMemory };
  return new KernelCompute(wasm);
}
