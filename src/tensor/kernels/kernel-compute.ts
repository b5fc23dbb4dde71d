/** Computes with the WebAssembly kernels, in the memory of the TensorFlow.js WASM backend. */

import type {
  AdamStep,
  CatalogueLoss,
  Compute,
  Floats,
  Ints,
  LayerNorm,
  LayerNormGradient,
  MatMul,
  Softmax,
  Table,
} from '../compute.ts';
import { type BackendMemory, type Kernels, loadKernels, type WasmMemory } from './load-kernels.ts';

const TRANSPOSE_A = 1;
const TRANSPOSE_B = 2;
const ACCUMULATE = 4;
const LAYER_NORM_EPSILON = 1e-8;
const ADAM_EPSILON = 1e-8;
const MEAN_DECAY = 0.9;
const BYTES = 4;

/** Floats or whole numbers at a place that does not move; the memory around it may grow, so views are made anew. */
class Place {
  readonly pointer: number;
  readonly length: number;
  readonly memory: WasmMemory;

  constructor(memory: WasmMemory, pointer: number, length: number) {
    this.memory = memory;
    this.pointer = pointer;
    this.length = length;
  }
}

class FloatsAt extends Place implements Floats {
  part(from: number, count: number): FloatsAt {
    if (from < 0 || from + count > this.length) throw new RangeError(`${from} + ${count} of ${this.length}`);
    return new FloatsAt(this.memory, this.pointer + from * BYTES, count);
  }
  read(): Float32Array {
    return this.view().slice();
  }
  write(values: Float32Array): void {
    this.view().set(values);
  }
  private view(): Float32Array {
    return new Float32Array(this.memory.buffer, this.pointer, this.length);
  }
}

class IntsAt extends Place implements Ints {
  write(values: Int32Array): void {
    new Int32Array(this.memory.buffer, this.pointer, this.length).set(values);
  }
}

/** Where something is. Whatever was not made by this compute is a mistake of the caller's. */
function at(place: Floats | Ints): number {
  if (place instanceof Place) return place.pointer;
  throw new TypeError('These numbers are not in the memory of the kernels.');
}

export class KernelCompute implements Compute {
  readonly name = 'wasm kernels';
  private readonly backend: BackendMemory;
  private readonly kernels: Kernels;
  private readonly taken: number[] = [];
  private scratch = { pointer: 0, bytes: 0 };

  constructor(backend: BackendMemory) {
    this.backend = backend;
    this.kernels = loadKernels(backend);
  }

  floats(length: number): FloatsAt {
    const made = new FloatsAt(this.backend.asm.memory, this.take(length * BYTES), length);
    made.write(new Float32Array(length));
    return made;
  }

  ints(length: number): IntsAt {
    return new IntsAt(this.backend.asm.memory, this.take(length * BYTES), length);
  }

  matMul({
    a,
    b,
    c,
    m,
    n,
    k,
    transposeA = false,
    transposeB = false,
    accumulate = false,
    strides,
  }: MatMul): void {
    const flags =
      (transposeA ? TRANSPOSE_A : 0) | (transposeB ? TRANSPOSE_B : 0) | (accumulate ? ACCUMULATE : 0);
    const rowOfA = strides?.a ?? (transposeA ? m : k);
    const rowOfB = strides?.b ?? (transposeB ? k : n);
    const scratch = this.reserve(this.kernels.matMulScratch(n, k));
    this.kernels.matMul(at(a), at(b), at(c), m, n, k, rowOfA, rowOfB, strides?.c ?? n, flags, scratch);
  }

  layerNorm({ x, gain, bias, y, stats, rows, width }: LayerNorm): void {
    this.kernels.layerNorm(at(x), at(gain), at(bias), at(y), at(stats), rows, width, LAYER_NORM_EPSILON);
  }

  layerNormGradient(what: LayerNormGradient): void {
    const { x, gain, stats, slopes, gradient, gainGradient, biasGradient, rows, width } = what;
    const places = [x, gain, stats, slopes, gradient, gainGradient, biasGradient].map(at);
    this.kernels.layerNormGradient(...places, rows, width);
  }

  causalSoftmax({ scores, first, matrices, length, scale }: Softmax): void {
    this.kernels.causalSoftmax(at(scores), at(first), matrices, length, scale);
  }

  causalSoftmaxGradient(what: Parameters<Compute['causalSoftmaxGradient']>[0]): void {
    const { shares, slopes, rows, length, scale } = what;
    this.kernels.causalSoftmaxGradient(at(shares), at(slopes), rows, length, scale);
  }

  gatherRows({ table, index, out, rows, width, scale }: Table & { readonly out: Floats }): void {
    this.kernels.gatherRows(at(table), at(index), at(out), rows, width, scale);
  }

  addRows({ table, index, values, rows, width, scale }: Table & { readonly values: Floats }): void {
    this.kernels.addRows(at(table), at(index), at(values), rows, width, scale);
  }

  catalogueLoss(what: CatalogueLoss): number {
    const { hidden, items, target, hiddenGradient, itemGradient, rows, width, count, scale } = what;
    const scratch = this.reserve(this.kernels.catalogueScratch(count, width));
    const places = [hidden, items, target, hiddenGradient, itemGradient].map(at);
    return this.kernels.catalogueLoss(...places, rows, width, count, scale, scratch);
  }

  copy(to: Floats, from: Floats): void {
    this.kernels.copy(at(to), at(from), to.length);
  }

  addScaled(to: Floats, from: Floats, scale: number): void {
    this.kernels.addScaled(at(to), at(from), to.length, scale);
  }

  multiplyEach(to: Floats, a: Floats, b: Floats): void {
    this.kernels.multiplyEach(at(to), at(a), at(b), to.length);
  }

  addToRows(matrix: Floats, vector: Floats, rows: number): void {
    this.kernels.addToRows(at(matrix), at(vector), rows, vector.length);
  }

  columnSums(matrix: Floats, sums: Floats, rows: number): void {
    this.kernels.columnSums(at(matrix), at(sums), rows, sums.length);
  }

  relu(values: Floats): void {
    this.kernels.relu(at(values), values.length);
  }

  reluGradient(activations: Floats, slopes: Floats): void {
    this.kernels.reluGradient(at(activations), at(slopes), slopes.length);
  }

  dropout(values: Floats, rate: number, seed: number): void {
    if (rate > 0) this.kernels.dropout(at(values), values.length, rate, seed);
  }

  adam({ parameters, gradients, means, squares, step, rate, squareDecay, weightDecay }: AdamStep): void {
    const places = [parameters, gradients, means, squares].map(at);
    this.kernels.adam(
      ...places,
      parameters.length,
      rate / (1 - MEAN_DECAY ** step),
      1 / (1 - squareDecay ** step),
      squareDecay,
      ADAM_EPSILON,
      weightDecay,
    );
  }

  free(): void {
    for (const pointer of this.taken.splice(0)) this.backend._free(pointer);
    this.scratch = { pointer: 0, bytes: 0 };
  }

  private take(bytes: number): number {
    const pointer = this.backend._malloc(bytes) >>> 0;
    if (pointer === 0) throw new RangeError(`The backend has no ${bytes} bytes left.`);
    this.taken.push(pointer);
    return pointer;
  }

  /** Memory for what only lasts one operation; it grows to the largest. */
  private reserve(bytes: number): number {
    if (bytes > this.scratch.bytes) this.scratch = { pointer: this.take(bytes), bytes };
    return this.scratch.pointer;
  }
}
