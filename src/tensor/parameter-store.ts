/** All parameters of a network in one vector, with their gradients and Adam's moments beside them, each part by its place. */

import type { Compute, Floats } from './compute.ts';

/** Floats between two parts are a multiple of this, since the operations take four at once. */
const ALIGNED = 4;

/** A parameter and its gradient. */
export interface Parameter {
  readonly value: Floats;
  readonly gradient: Floats;
}

export interface OptimiserSettings {
  readonly rate: number;
  readonly squareDecay: number;
  readonly weightDecay: number;
}

export class ParameterStore {
  readonly values: Floats;
  readonly gradients: Floats;
  private readonly compute: Compute;
  private readonly means: Floats;
  private readonly squares: Floats;
  private taken = 0;
  private steps = 0;

  /** `length` is the sum of all parts that will be taken, each rounded up by `alignedLength`. */
  constructor(compute: Compute, length: number) {
    this.compute = compute;
    this.values = compute.floats(length);
    this.gradients = compute.floats(length);
    this.means = compute.floats(length);
    this.squares = compute.floats(length);
  }

  /** The next `count` floats, which begin as `draw` says. */
  take(count: number, draw: () => number): Parameter {
    const value = this.values.part(this.taken, count);
    value.write(Float32Array.from({ length: count }, draw));
    const gradient = this.gradients.part(this.taken, count);
    this.taken += alignedLength(count);
    return { value, gradient };
  }

  /** Moves all parameters one step against the gradients, which are 0 afterwards. */
  step({ rate, squareDecay, weightDecay }: OptimiserSettings): void {
    this.steps += 1;
    const { values: parameters, gradients, means, squares, steps: step } = this;
    this.compute.adam({ parameters, gradients, means, squares, step, rate, squareDecay, weightDecay });
  }
}

/** Of a part of so many floats, with what is left free behind it. */
export function alignedLength(count: number): number {
  return Math.ceil(count / ALIGNED) * ALIGNED;
}
