/** Opens what networks are computed with here: the WebAssembly kernels where that backend is in use, else any backend. */

import * as tf from '@tensorflow/tfjs-core';
import type { Compute } from './compute.ts';
import { KernelCompute } from './kernels/kernel-compute.ts';
import type { BackendMemory } from './kernels/load-kernels.ts';
import { PortableCompute } from './portable-compute.ts';
import { processBackend } from './select-backend.ts';

/** Throws `unavailable` when no backend works. */
export async function openCompute(): Promise<Compute> {
  const { name } = await processBackend();
  if (name !== 'wasm') return new PortableCompute();
  const { wasm } = tf.backend() as unknown as { readonly wasm: BackendMemory };
  return new KernelCompute(wasm);
}
