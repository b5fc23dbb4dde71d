/** The moving mean of a network's parameters over its steps, which finds more than those of any one step. */

import type { Compute, Floats } from '../../tensor/compute.ts';

/**
 * Over about as many steps as an epoch has, fewer at the beginning. Polyak and Juditsky, "Acceleration of stochastic
 * approximation by averaging", SIAM J. Control Optim. 30 (1992).
 */
export class MeanParameters {
  steps = 0;
  private readonly compute: Compute;
  private readonly parameters: Floats;
  private readonly mean: Floats;

  constructor(compute: Compute, parameters: Floats) {
    this.compute = compute;
    this.parameters = parameters;
    this.mean = compute.floats(parameters.length);
    compute.copy(this.mean, parameters);
  }

  /** Takes the parameters in after a step. */
  add(stepsOfEpoch: number): void {
    this.steps += 1;
    const share = Math.max(1 / (stepsOfEpoch + 1), 9 / (10 + this.steps));
    this.compute.addScaled(this.mean, this.mean, -share);
    this.compute.addScaled(this.mean, this.parameters, share);
  }

  read(): Float32Array {
    return this.mean.read();
  }

  /** Runs with the mean in the parameters' place. */
  during<Result>(run: () => Result): Result {
    const own = this.parameters.read();
    this.compute.copy(this.parameters, this.mean);
    try {
      return run();
    } finally {
      this.parameters.write(own);
    }
  }
}
