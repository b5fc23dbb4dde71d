/** A linear layer: a product and a bias, and the gradients of both. */

import type { Random } from '../statistics/random.ts';
import type { Compute, Floats } from './compute.ts';
import type { Parameter, ParameterStore } from './parameter-store.ts';
import { alignedLength } from './parameter-store.ts';

export interface LinearLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: Parameter;
  readonly bias: Parameter;
}

/** Floats that `createLinearLayer` takes. */
export function linearLength(inputs: number, outputs: number): number {
  return alignedLength(inputs * outputs) + alignedLength(outputs);
}

/** Weights start Glorot-uniform (AISTATS 2010), biases at 0. */
export function createLinearLayer(
  store: ParameterStore,
  { inputs, outputs, random }: { readonly inputs: number; readonly outputs: number; readonly random: Random },
): LinearLayer {
  const limit = Math.sqrt(6 / (inputs + outputs));
  return {
    inputs,
    outputs,
    kernel: store.take(inputs * outputs, () => (2 * random.uniform() - 1) * limit),
    bias: store.take(outputs, () => 0),
  };
}

/** y = x kernel + bias; x has `rows` rows. */
export function applyLinear(
  compute: Compute,
  { inputs: k, outputs: n, kernel, bias }: LinearLayer,
  { x, y, rows }: { readonly x: Floats; readonly y: Floats; readonly rows: number },
): void {
  compute.matMul({ a: x, b: kernel.value, c: y, m: rows, n, k });
  compute.addToRows(y, bias.value, rows);
}

/** Adds the gradients of kernel and bias, and writes that of x. */
export function backpropagateLinear(
  compute: Compute,
  { inputs, outputs, kernel, bias }: LinearLayer,
  what: { readonly x: Floats; readonly slopes: Floats; readonly gradient: Floats; readonly rows: number },
): void {
  const { x, slopes, gradient, rows } = what;
  const ofKernel = { a: x, b: slopes, c: kernel.gradient, m: inputs, n: outputs, k: rows };
  compute.matMul({ ...ofKernel, transposeA: true, accumulate: true });
  compute.columnSums(slopes, bias.gradient, rows);
  compute.matMul({
    a: slopes,
    b: kernel.value,
    c: gradient,
    m: rows,
    n: inputs,
    k: outputs,
    transposeB: true,
  });
}
