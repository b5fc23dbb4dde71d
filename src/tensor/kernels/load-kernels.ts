/** Starts the WebAssembly kernels on the memory of the TensorFlow.js WASM backend, so that both see the same floats. */

import { COMPILED_KERNELS } from './compiled-kernels.ts';

/** Pointers are byte offsets; see `assembly/` for each. */
export type Kernels = Readonly<Record<(typeof NAMES)[number], (...numbers: number[]) => number>>;

const NAMES = [
  'matMul',
  'matMulScratch',
  'layerNorm',
  'layerNormGradient',
  'causalSoftmax',
  'causalSoftmaxGradient',
  'gatherRows',
  'addRows',
  'catalogueLoss',
  'catalogueScratch',
  'adam',
  'addScaled',
  'addToRows',
  'columnSums',
  'copy',
  'dropout',
  'multiplyEach',
  'relu',
  'reluGradient',
] as const;

/** Grows, and then has another buffer. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** Node's own types lack it, and those of browsers bring much that Node has not. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}
const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;

/** What is needed of the backend's Emscripten module. Its names move between versions, so TensorFlow.js is pinned. */
export interface BackendMemory {
  readonly asm: { readonly memory: WasmMemory };
  _malloc(bytes: number): number;
  _free(pointer: number): void;
}

export function loadKernels({ asm }: BackendMemory): Kernels {
  const module = new Module(Buffer.from(COMPILED_KERNELS, 'base64'));
  // The compiler's own logarithm would bring tables, and tables overwrite what the backend keeps there.
  const instance = new Instance(module, { env: { memory: asm.memory, log: Math.log } });
  return instance.exports as Kernels;
}
