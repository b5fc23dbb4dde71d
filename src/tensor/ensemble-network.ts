/** Several feed-forward networks that share their weights, each scaling them its own way: TabM's efficient ensemble. */

import { createRandom, type Random } from '../statistics/random.ts';
import { type AdamState, createAdamState, stepAdam } from './adam.ts';
import { DenseNetwork, type Dropout, type Objective } from './dense-network.ts';

export interface EnsembleShape {
  /** Inputs, hidden layers, then outputs: 1 without an objective. */
  readonly sizes: readonly number[];
  readonly members: number;
}

interface StepOptions {
  readonly learningRate: number;
  /** By how much of the learning rate the kernels shrink. */
  readonly weightDecay: number;
  readonly dropout?: Dropout | undefined;
}

/** Where a layer's numbers lie in the parameter vector; a last layer shares nothing, so that members end differently. */
interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly shared: boolean;
  readonly kernel: number;
  /** Of the first member: scales of the inputs, of the outputs, biases; the other members' follow. */
  readonly inputScales: number;
  readonly outputScales: number;
  readonly biases: number;
}

/**
 * Member m computes with the kernel r_m W s_m' (W shared, r_m and s_m its own scales of inputs and outputs) and its own
 * biases. Each is trained on its own loss; probabilities are averaged. Gorishniy, Kotelnikov and Babenko, "TabM", ICLR
 * 2025, after Wen, Tran and Ba, "BatchEnsemble", ICLR 2020. Each member's pass is a dense network's, whose gradient by its
 * kernels is carried on to W, r and s here: products of whole matrices, and nothing that the WASM backend does slowly.
 */
export class EnsembleNetwork {
  /** All weights. Copy to keep, set to restore. */
  readonly parameters: Float32Array;
  readonly shape: EnsembleShape;
  private readonly gradients: Float32Array;
  private readonly layers: readonly Layer[];
  private readonly member: DenseNetwork;
  private readonly adam: AdamState;

  /** Without an objective it is trained on the cross-entropy of its one output. */
  constructor(shape: EnsembleShape, random: Random, objective?: Objective) {
    this.shape = shape;
    const { layers, total } = layOut(shape);
    this.layers = layers;
    this.parameters = new Float32Array(total);
    this.gradients = new Float32Array(total);
    this.adam = createAdamState(total);
    this.member = new DenseNetwork(shape.sizes, createRandom(0), objective);
    this.initialise(random);
  }

  /** One step of Adam with decoupled weight decay; returns the members' mean loss before the step. */
  trainStep(
    x: Float32Array,
    labels: Float32Array,
    { learningRate, weightDecay, dropout }: StepOptions,
  ): number {
    const { loss } = this.lossGradient(x, labels, dropout);
    stepAdam(this.parameters, this.gradients, this.adam, learningRate);
    const keep = 1 - learningRate * weightDecay;
    for (const { from, to } of this.kernels()) for (let i = from; i < to; i += 1) this.parameters[i]! *= keep;
    return loss;
  }

  /**
   * Takes the weights of another one of the same shape: of its kernels the share `keep`, and of its own fresh ones the rest.
   * Ash and Adams, "On warm-starting neural network training", NeurIPS 2020, section 5: shrink and perturb.
   */
  beginNear(former: ArrayLike<number>, keep: number): void {
    const fresh = this.parameters.slice();
    this.parameters.set(former);
    for (const { from, to } of this.kernels())
      for (let i = from; i < to; i += 1) this.parameters[i] = keep * former[i]! + (1 - keep) * fresh[i]!;
  }

  /** The members' mean loss of a batch and, into the returned array (overwritten by the next call), its gradient. */
  lossGradient(
    x: Float32Array,
    labels: Float32Array,
    dropout?: Dropout,
  ): { loss: number; gradient: Float32Array } {
    this.gradients.fill(0);
    let sum = 0;
    for (let member = 0; member < this.shape.members; member += 1) {
      this.become(member);
      const { loss, gradient } = this.member.lossGradient(x, labels, dropout);
      sum += loss;
      this.carryOn(member, gradient);
    }
    return { loss: sum / this.shape.members, gradient: this.gradients };
  }

  /** The members' mean probability of a positive for each of the rows. */
  predict(x: Float32Array, rows: number): Float32Array {
    const mean = new Float32Array(rows);
    for (let member = 0; member < this.shape.members; member += 1) {
      this.become(member);
      const own = this.member.predict(x, rows);
      for (let row = 0; row < rows; row += 1) mean[row]! += own[row]! / this.shape.members;
    }
    return mean;
  }

  /** What a member's last layer says of each of the rows, row-major. */
  memberOutputs(member: number, x: Float32Array, rows: number): Float32Array {
    this.become(member);
    return this.member.outputs(x, rows);
  }

  /** Each member's own weights, as those of a dense network: kernel before bias, layer by layer. */
  memberWeights(): readonly Float32Array[] {
    return Array.from({ length: this.shape.members }, (_, member) => {
      this.become(member);
      return this.member.parameters.slice();
    });
  }

  /** Where kernels lie among the parameters, layer by layer. */
  private kernels(): { readonly from: number; readonly to: number }[] {
    return this.layers.map(({ kernel, inputs, outputs, shared }) => ({
      from: kernel,
      to: kernel + inputs * outputs * (shared ? 1 : this.shape.members),
    }));
  }

  /** Kernels Glorot-uniform; the first scales of inputs are +1 or -1 by lot, which is what tells members apart. */
  private initialise(random: Random): void {
    const { members } = this.shape;
    const kernels = this.kernels();
    this.layers.forEach(({ inputs, outputs, shared, inputScales, outputScales }, at) => {
      const limit = Math.sqrt(6 / (inputs + outputs));
      const { from, to } = kernels[at]!;
      for (let i = from; i < to; i += 1) this.parameters[i] = (2 * random.uniform() - 1) * limit;
      if (!shared) return;
      for (let i = 0; i < inputs * members; i += 1)
        this.parameters[inputScales + i] = at > 0 || random.uniform() < 0.5 ? 1 : -1;
      this.parameters.fill(1, outputScales, outputScales + outputs * members);
    });
  }

  /** Writes a member's own weights into the dense network. */
  private become(member: number): void {
    const { parameters } = this;
    let to = 0;
    for (const layer of this.layers) {
      const { inputs, outputs } = layer;
      const at = placesOf(layer, member);
      for (let i = 0; i < inputs; i += 1) {
        const scale = layer.shared ? parameters[at.inputScales + i]! : 1;
        for (let j = 0; j < outputs; j += 1, to += 1)
          this.member.parameters[to] =
            scale *
            parameters[at.kernel + i * outputs + j]! *
            (layer.shared ? parameters[at.outputScales + j]! : 1);
      }
      this.member.parameters.set(parameters.subarray(at.biases, at.biases + outputs), to);
      to += outputs;
    }
  }

  /** The chain rule from a member's kernel r W s' to W, r and s, divided by the number of members. */
  private carryOn(member: number, gradient: Float32Array): void {
    const { parameters, gradients } = this;
    const share = 1 / this.shape.members;
    let from = 0;
    for (const layer of this.layers) {
      const { inputs, outputs, shared } = layer;
      const at = placesOf(layer, member);
      for (let i = 0; i < inputs; i += 1)
        for (let j = 0; j < outputs; j += 1, from += 1) {
          const own = share * gradient[from]!;
          const weight = at.kernel + i * outputs + j;
          const r = shared ? parameters[at.inputScales + i]! : 1;
          const s = shared ? parameters[at.outputScales + j]! : 1;
          gradients[weight]! += own * r * s;
          if (!shared) continue;
          gradients[at.inputScales + i]! += own * parameters[weight]! * s;
          gradients[at.outputScales + j]! += own * parameters[weight]! * r;
        }
      for (let j = 0; j < outputs; j += 1, from += 1) gradients[at.biases + j]! += share * gradient[from]!;
    }
  }
}

function layOut({ sizes, members }: EnsembleShape): { layers: Layer[]; total: number } {
  let total = 0;
  const take = (count: number) => {
    total += count;
    return total - count;
  };
  const layers = sizes.slice(1).map((outputs, at) => {
    const inputs = sizes[at]!;
    const shared = at < sizes.length - 2;
    return {
      inputs,
      outputs,
      shared,
      kernel: take(inputs * outputs * (shared ? 1 : members)),
      inputScales: take(shared ? inputs * members : 0),
      outputScales: take(shared ? outputs * members : 0),
      biases: take(outputs * members),
    };
  });
  return { layers, total };
}

function placesOf(
  { inputs, outputs, shared, kernel, inputScales, outputScales, biases }: Layer,
  member: number,
) {
  return {
    kernel: shared ? kernel : kernel + member * inputs * outputs,
    inputScales: inputScales + member * inputs,
    outputScales: outputScales + member * outputs,
    biases: biases + member * outputs,
  };
}
