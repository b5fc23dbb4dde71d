/** Adam over one flat parameter vector. Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015. */

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-7;

/** The running moments of the gradient, and how many steps they have seen. */
export interface AdamState {
  readonly mean: Float32Array;
  readonly square: Float32Array;
  steps: number;
}

/** The state before the first step. */
export function createAdamState(parameters: number): AdamState {
  return { mean: new Float32Array(parameters), square: new Float32Array(parameters), steps: 0 };
}

/** Moves the parameters one step against the gradients, in place. */
export function stepAdam(
  parameters: Float32Array,
  gradients: Float32Array,
  state: AdamState,
  learningRate: number,
): void {
  state.steps += 1;
  const meanScale = learningRate / (1 - BETA1 ** state.steps);
  const squareScale = 1 / (1 - BETA2 ** state.steps);
  const { mean, square } = state;
  for (let i = 0; i < parameters.length; i += 1) {
    const gradient = gradients[i]!;
    const m = BETA1 * mean[i]! + (1 - BETA1) * gradient;
    const v = BETA2 * square[i]! + (1 - BETA2) * gradient * gradient;
    mean[i] = m;
    square[i] = v;
    parameters[i] = parameters[i]! - (meanScale * m) / (Math.sqrt(v * squareScale) + EPSILON);
  }
}
