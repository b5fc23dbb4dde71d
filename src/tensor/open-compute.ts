/** Opens what networks are computed with here: the WebAssembly kernels where that backend is in use, else any backend. */

import * as tf from '@tensorflow/tfjs-core';
import type { Compute } from './compute.ts';
import { KernelCompute } from './kernels/kernel-compute.ts';
import type { BackendMemory } from './kernels/load-kernels.ts';
import { PortableCompute } from './portable-compute.ts';
import { type BackendChoice, processBackend } from './select-backend.ts';

/** On the backend that is in use. Throws `unavailable` when none works. */
export async function openCompute(inUse?: BackendChoice): Promise<Compute> {
  const { name } = inUse ?? (await processBackend());
  if (name !== 'wasm') return new PortableCompute();
  const { wasm } = tf.backend() as unknown as { readonly wasm: BackendMemory };
  return new KernelCompute(wasm);
}
