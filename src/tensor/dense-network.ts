/** A feed-forward network with ReLU layers, trained by Adam: on the binary cross-entropy of one output, or on a loss of several. */

import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../statistics/random.ts';
import { sigmoid } from '../statistics/sigmoid.ts';
import { type AdamState, createAdamState, stepAdam } from './adam.ts';

/** One dense layer: its place in the parameter vector, and its views of parameters and gradients. */
interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly kernelGradient: Float32Array;
  readonly biasGradient: Float32Array;
}

/** What outputs are held to. */
export interface Objective {
  /** The mean loss of a batch's outputs (row-major) and, of each output, its derivative. Targets are what the loss takes them for. */
  differentiate(outputs: Float32Array, targets: Float32Array): { loss: number; errors: Float32Array };
}

/** Which share of the numbers of hidden layers a step leaves out, and by what lot. */
export interface Dropout {
  readonly rate: number;
  readonly random: Random;
}

/** Of one output a row, which is a logit, and labels of 0 or 1. */
const CROSS_ENTROPY: Objective = { differentiate: crossEntropy };

/** Rows scored at a time: it bounds the backend's memory, which never shrinks again. */
const SCORING_BATCH = 16_384;

/**
 * Forward and backward passes run on the selected backend; parameters, gradients and Adam live in plain arrays, and
 * every tensor dies inside the step that made it, so there is nothing to dispose of. The backward pass is written out
 * because that needs no gradient registry (only tfjs-layers fills it for Node) and takes a third of the time: stock
 * gradients multiply transposed matrices on a scalar path, and tfjs's Adam runs a dozen kernels for each variable.
 */
export class DenseNetwork {
  /** All weights, layer by layer, kernel (inputs x outputs, row-major) before bias. Copy to keep, set to restore. */
  readonly parameters: Float32Array;
  private readonly gradients: Float32Array;
  private readonly layers: readonly Layer[];
  private readonly adam: AdamState;
  private readonly objective: Objective;

  /** `sizes` are inputs, hidden layers, outputs (1 without an objective); weights start Glorot-uniform (AISTATS 2010), biases at 0. */
  constructor(sizes: readonly number[], random: Random, objective: Objective = CROSS_ENTROPY) {
    this.objective = objective;
    this.parameters = new Float32Array(countParameters(sizes));
    this.gradients = new Float32Array(this.parameters.length);
    this.adam = createAdamState(this.parameters.length);
    this.layers = layOut(sizes, this.parameters, this.gradients);
    for (const layer of this.layers) {
      const limit = Math.sqrt(6 / (layer.inputs + layer.outputs));
      for (let i = 0; i < layer.kernel.length; i += 1) layer.kernel[i] = (2 * random.uniform() - 1) * limit;
    }
  }

  /** One step of Adam on a batch (row-major, labels 0 or 1, or the objective's targets); returns its mean loss before the step. */
  trainStep(x: Float32Array, labels: Float32Array, learningRate: number): number {
    const loss = this.backpropagate(x, labels);
    stepAdam(this.parameters, this.gradients, this.adam, learningRate);
    return loss;
  }

  /** The mean loss of a batch and, into the returned array (overwritten by the next call), its gradient. */
  lossGradient(
    x: Float32Array,
    labels: Float32Array,
    dropout?: Dropout,
  ): { loss: number; gradient: Float32Array } {
    return { loss: this.backpropagate(x, labels, dropout), gradient: this.gradients };
  }

  /** The probability of a positive for each of the rows, of a network with one output. */
  predict(x: Float32Array, rows: number): Float32Array {
    return this.outputs(x, rows).map(sigmoid);
  }

  /** What the last layer says of each of the rows, row-major; of one output the logits. */
  outputs(x: Float32Array, rows: number): Float32Array {
    const width = this.layers[0]!.inputs;
    const each = this.layers.at(-1)!.outputs;
    const outputs = new Float32Array(rows * each);
    for (let from = 0; from < rows; from += SCORING_BATCH) {
      const to = Math.min(rows, from + SCORING_BATCH);
      // Not given out of `tidy`, which would look at each of them for tensors, and take as long as the rest.
      tf.tidy(() => {
        const kernels = this.layers.map(uploadKernel);
        const input = tf.tensor2d(x.subarray(from * width, to * width), [to - from, width]);
        outputs.set(this.forward(input, kernels, undefined).at(-1)!.dataSync<'float32'>(), from * each);
      });
    }
    return outputs;
  }

  /** The input and the output of every layer; the last are linear, as logits are, since the loss is stable only in those. */
  private forward(
    input: tf.Tensor2D,
    kernels: readonly tf.Tensor2D[],
    dropout: Dropout | undefined,
  ): tf.Tensor2D[] {
    const activations = [input];
    this.layers.forEach((layer, at) => {
      const hidden = at < this.layers.length - 1;
      const bias = tf.tensor1d(layer.bias);
      const activation = hidden ? 'relu' : 'linear';
      const output = tf.fused.matMul({ a: activations[at]!, b: kernels[at]!, bias, activation });
      activations.push(
        hidden && dropout !== undefined ? dropOut(output as tf.Tensor2D, dropout) : (output as tf.Tensor2D),
      );
    });
    return activations;
  }

  private backpropagate(x: Float32Array, labels: Float32Array, dropout?: Dropout): number {
    return tf.tidy(() => {
      const width = this.layers[0]!.inputs;
      const rows = x.length / width;
      const kernels = this.layers.map(uploadKernel);
      const activations = this.forward(tf.tensor2d(x, [rows, width]), kernels, dropout);
      const outputs = activations.at(-1)!.dataSync<'float32'>();
      const { loss, errors } = this.objective.differentiate(outputs, labels);
      let delta = tf.tensor2d(errors, [rows, errors.length / rows]);
      for (let at = this.layers.length - 1; at >= 0; at -= 1) {
        const input = activations[at]!;
        // Transposed first: a plain product runs on SIMD, one with a transposed operand does not.
        const kernelGradient = tf.matMul(tf.transpose(input), delta);
        this.layers[at]!.kernelGradient.set(kernelGradient.dataSync<'float32'>());
        this.layers[at]!.biasGradient.set(tf.sum(delta, 0).dataSync<'float32'>());
        if (at === 0) continue;
        // What was dropped is 0 here too, and what stayed was scaled up.
        const passed = dropout === undefined ? tf.step(input) : tf.mul(tf.step(input), scaleOf(dropout));
        delta = tf.mul(tf.matMul(delta, tf.transpose(kernels[at]!)), passed);
      }
      return loss;
    });
  }
}

/** Srivastava et al., "Dropout", JMLR 15 (2014); scaled up here, so that nothing is scaled when all is there. */
function dropOut(output: tf.Tensor2D, dropout: Dropout): tf.Tensor2D {
  const mask = new Float32Array(output.size);
  const scale = scaleOf(dropout);
  for (let i = 0; i < mask.length; i += 1) mask[i] = dropout.random.uniform() < dropout.rate ? 0 : scale;
  return tf.mul(output, tf.tensor2d(mask, output.shape));
}

function scaleOf({ rate }: Dropout): number {
  return 1 / (1 - rate);
}

function countParameters(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, outputs, at) => sum + (sizes[at]! + 1) * outputs, 0);
}

function layOut(sizes: readonly number[], parameters: Float32Array, gradients: Float32Array): Layer[] {
  let from = 0;
  return sizes.slice(1).map((outputs, at) => {
    const inputs = sizes[at]!;
    const middle = from + inputs * outputs;
    const end = middle + outputs;
    const layer = {
      inputs,
      outputs,
      kernel: parameters.subarray(from, middle),
      bias: parameters.subarray(middle, end),
      kernelGradient: gradients.subarray(from, middle),
      biasGradient: gradients.subarray(middle, end),
    };
    from = end;
    return layer;
  });
}

function uploadKernel(layer: Layer): tf.Tensor2D {
  return tf.tensor2d(layer.kernel, [layer.inputs, layer.outputs]);
}

/** The mean log loss from logits, and its derivative by each logit. Stable: log(1 + e^z) = max(z, 0) + log1p(e^-|z|). */
function crossEntropy(logits: Float32Array, labels: Float32Array): { loss: number; errors: Float32Array } {
  const errors = new Float32Array(labels.length);
  let loss = 0;
  for (let i = 0; i < labels.length; i += 1) {
    const logit = logits[i]!;
    loss += Math.max(logit, 0) - logit * labels[i]! + Math.log1p(Math.exp(-Math.abs(logit)));
    errors[i] = (sigmoid(logit) - labels[i]!) / labels.length;
  }
  return { loss: loss / labels.length, errors };
}
