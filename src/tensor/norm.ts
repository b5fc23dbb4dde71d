/** Layer normalisation with its parameters, and what its gradient needs of the forward pass. */

import type { Compute, Floats } from './compute.ts';
import { alignedLength, type Parameter, type ParameterStore } from './parameter-store.ts';

export interface Norm {
  readonly width: number;
  readonly gain: Parameter;
  readonly bias: Parameter;
  /** What it gave. */
  readonly y: Floats;
  readonly stats: Floats;
}

/** Floats of parameters that `createNorm` takes. */
export function normLength(width: number): number {
  return 2 * alignedLength(width);
}

/** For at most `rows` rows. */
export function createNorm(
  compute: Compute,
  store: ParameterStore,
  { rows, width }: { readonly rows: number; readonly width: number },
): Norm {
  return {
    width,
    gain: store.take(width, () => 1),
    bias: store.take(width, () => 0),
    y: compute.floats(rows * width),
    stats: compute.floats(rows * 2),
  };
}

/** From x to `norm.y`. */
export function normalise(
  compute: Compute,
  { gain, bias, y, stats, width }: Norm,
  { x, rows }: { readonly x: Floats; readonly rows: number },
): void {
  compute.layerNorm({ x, gain: gain.value, bias: bias.value, y, stats, rows, width });
}

/** Writes the gradient by x, and adds those of gain and bias. */
export function backpropagateNorm(
  compute: Compute,
  { gain, bias, stats, width }: Norm,
  what: { readonly x: Floats; readonly slopes: Floats; readonly gradient: Floats; readonly rows: number },
): void {
  const gradients = { gainGradient: gain.gradient, biasGradient: bias.gradient };
  compute.layerNormGradient({ ...what, ...gradients, gain: gain.value, stats, width });
}
