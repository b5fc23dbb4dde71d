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
  'scaleColumns',
  'findPieces',
  'listPieces',
  'addPieces',
  'denseLayer',
  'openLayer',
  'addChances',
  'startWays',
  'listChanged',
  'traceWays',
  'shareWays',
] as const;

/** Grows, and then has another buffer. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** A memory of one's own. */
export interface GrowingMemory extends WasmMemory {
  grow(pages: number): number;
}

/** Node's own types lack it, and those of browsers bring much that Node has not. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (pages: { readonly initial: number }) => GrowingMemory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}
const { Memory, Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi })
  .WebAssembly;

/** What is needed of the backend's Emscripten module. Its names move between versions, so TensorFlow.js is pinned. */
export interface BackendMemory {
  readonly asm: { readonly memory: WasmMemory };
  _malloc(bytes: number): number;
  _free(pointer: number): void;
}

/** In the memory of the TensorFlow.js backend. */
export function loadKernels({ asm }: BackendMemory): Kernels {
  return loadInto(asm.memory);
}

/** In a memory of their own, whichever backend is in use or none: for what needs nothing of TensorFlow.js. */
export function loadKernelsAlone(): { readonly kernels: Kernels; readonly memory: GrowingMemory } {
  const memory = new Memory({ initial: 1 });
  return { kernels: loadInto(memory), memory };
}

function loadInto(memory: WasmMemory): Kernels {
  const module = new Module(Buffer.from(COMPILED_KERNELS, 'base64'));
  // The compiler's own would bring tables, and tables overwrite what the backend keeps there.
  const instance = new Instance(module, { env: { memory, log: Math.log, exp: Math.exp } });
  return instance.exports as Kernels;
}
