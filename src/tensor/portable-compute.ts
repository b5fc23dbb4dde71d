/** Computes on any TensorFlow.js backend: products on the backend, the rest in plain JavaScript. What the kernels are held to. */

import * as tf from '@tensorflow/tfjs-core';
import type {
  AdamStep,
  CatalogueLoss,
  Compute,
  Floats,
  LayerNorm,
  LayerNormGradient,
  MatMul,
  Softmax,
  Table,
} from './compute.ts';
import { backpropagateRows, normaliseRows } from './plain-layer-norm.ts';
import { numbers, of, PlainFloats, PlainInts } from './plain-numbers.ts';

const ADAM_EPSILON = 1e-8;
const MEAN_DECAY = 0.9;

export class PortableCompute implements Compute {
  readonly name = 'plain';

  floats(length: number): PlainFloats {
    return new PlainFloats(new Float32Array(length));
  }

  ints(length: number): PlainInts {
    return new PlainInts(new Int32Array(length));
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
    // Given out of `tidy`, each of the product's numbers would be looked at for tensors.
    let product: Float32Array = new Float32Array(0);
    tf.tidy(() => {
      const left = matrix(of(a), transposeA ? [k, m] : [m, k], strides?.a);
      const right = matrix(of(b), transposeB ? [n, k] : [k, n], strides?.b);
      product = tf.matMul(left, right, transposeA, transposeB).dataSync<'float32'>();
    });
    const out = of(c);
    const step = strides?.c ?? n;
    for (let i = 0; i < m; i += 1)
      for (let j = 0; j < n; j += 1)
        out[i * step + j] = (accumulate ? out[i * step + j]! : 0) + product[i * n + j]!;
  }

  layerNorm({ rows, width, ...places }: LayerNorm): void {
    const { x, gain, bias, y, stats } = places;
    normaliseRows({ x: of(x), gain: of(gain), bias: of(bias), y: of(y), stats: of(stats) }, { rows, width });
  }

  layerNormGradient({ rows, width, ...places }: LayerNormGradient): void {
    const { x, gain, stats, slopes, gradient, gainGradient, biasGradient } = places;
    backpropagateRows(
      {
        ...{ x: of(x), gain: of(gain), stats: of(stats), slopes: of(slopes) },
        ...{ gradient: of(gradient), gainGradient: of(gainGradient), biasGradient: of(biasGradient) },
      },
      { rows, width },
    );
  }

  causalSoftmax({ scores, first, matrices, length, scale }: Softmax): void {
    const values = of(scores);
    for (let row = 0; row < matrices * length; row += 1) {
      const own = values.subarray(row * length, (row + 1) * length);
      const start = numbers(first)[Math.floor(row / length)]!;
      const isSeen = (column: number) => column >= start && column <= row % length;
      const most = own.reduce(
        (a, value, at) => (isSeen(at) ? Math.max(a, value) : a),
        Number.NEGATIVE_INFINITY,
      );
      own.forEach((value, at) => {
        own[at] = isSeen(at) ? Math.exp((value - most) * scale) : 0;
      });
      const sum = own.reduce((a, value) => a + value, 0);
      if (sum > 0)
        own.forEach((value, at) => {
          own[at] = value / sum;
        });
    }
  }

  causalSoftmaxGradient(what: Parameters<Compute['causalSoftmaxGradient']>[0]): void {
    const { rows, length, scale } = what;
    const shares = of(what.shares);
    const slopes = of(what.slopes);
    for (let from = 0; from < rows * length; from += length) {
      let sum = 0;
      for (let at = from; at < from + length; at += 1) sum += shares[at]! * slopes[at]!;
      for (let at = from; at < from + length; at += 1) slopes[at] = shares[at]! * (slopes[at]! - sum) * scale;
    }
  }

  gatherRows({ table, index, out, rows, width, scale }: Table & { readonly out: Floats }): void {
    for (let row = 0; row < rows; row += 1) {
      const from = numbers(index)[row]! * width;
      for (let at = 0; at < width; at += 1) of(out)[row * width + at] = of(table)[from + at]! * scale;
    }
  }

  addRows({ table, index, values, rows, width, scale }: Table & { readonly values: Floats }): void {
    for (let row = 0; row < rows; row += 1) {
      const to = numbers(index)[row]! * width;
      for (let at = 0; at < width; at += 1) of(table)[to + at]! += of(values)[row * width + at]! * scale;
    }
  }

  catalogueLoss(what: CatalogueLoss): number {
    const { hidden, items, target, hiddenGradient, itemGradient, rows, width, count, scale } = what;
    const logits = this.floats(rows * count);
    this.matMul({ a: hidden, b: items, c: logits, m: rows, n: count, k: width, transposeB: true });
    let loss = 0;
    for (let row = 0; row < rows; row += 1) {
      const own = logits.values.subarray(row * count, (row + 1) * count);
      const right = numbers(target)[row]!;
      const most = own.reduce((a, value) => Math.max(a, value), Number.NEGATIVE_INFINITY);
      const sum = own.reduce((a, value) => a + Math.exp(value - most), 0);
      loss += Math.log(sum) + most - own[right]!;
      own.forEach((value, at) => {
        own[at] = (Math.exp(value - most) / sum - (at === right ? 1 : 0)) * scale;
      });
    }
    this.matMul({ a: logits, b: items, c: hiddenGradient, m: rows, n: width, k: count });
    const product = { a: logits, b: hidden, c: itemGradient, m: count, n: width, k: rows };
    this.matMul({ ...product, transposeA: true, accumulate: true });
    return loss;
  }

  copy(to: Floats, from: Floats): void {
    of(to).set(of(from));
  }

  addScaled(to: Floats, from: Floats, scale: number): void {
    of(from).forEach((value, at) => {
      of(to)[at]! += value * scale;
    });
  }

  multiplyEach(to: Floats, a: Floats, b: Floats): void {
    for (let i = 0; i < to.length; i += 1) of(to)[i] = of(a)[i]! * of(b)[i]!;
  }

  addToRows(matrixOf: Floats, vector: Floats, rows: number): void {
    for (let row = 0; row < rows; row += 1)
      of(vector).forEach((value, at) => {
        of(matrixOf)[row * vector.length + at]! += value;
      });
  }

  columnSums(matrixOf: Floats, sums: Floats, rows: number): void {
    for (let at = 0; at < rows * sums.length; at += 1) of(sums)[at % sums.length]! += of(matrixOf)[at]!;
  }

  relu(values: Floats): void {
    of(values).forEach((value, at) => {
      of(values)[at] = Math.max(0, value);
    });
  }

  reluGradient(activations: Floats, slopes: Floats): void {
    of(activations).forEach((value, at) => {
      if (value <= 0) of(slopes)[at] = 0;
    });
  }

  dropout(values: Floats, rate: number, seed: number): void {
    if (rate === 0) return;
    const limit = Math.trunc(Math.fround(rate) * 2 ** 31);
    const kept = Math.fround(1 / Math.fround(1 - Math.fround(rate)));
    of(values).forEach((value, at) => {
      of(values)[at] = hash(seed + at) >>> 1 >= limit ? value * kept : 0;
    });
  }

  adam({ parameters, gradients, means, squares, step, rate, squareDecay, weightDecay }: AdamStep): void {
    const [values, slopes, first, second] = [parameters, gradients, means, squares].map(of);
    const meanRate = rate / (1 - MEAN_DECAY ** step);
    const squareScale = 1 / (1 - squareDecay ** step);
    slopes!.forEach((slope, at) => {
      const m = MEAN_DECAY * first![at]! + (1 - MEAN_DECAY) * slope;
      const v = squareDecay * second![at]! + (1 - squareDecay) * slope * slope;
      first![at] = m;
      second![at] = v;
      slopes![at] = 0;
      const kept = values![at]! * (1 - weightDecay);
      values![at] = kept - (meanRate * m) / (Math.sqrt(v * squareScale) + ADAM_EPSILON);
    });
  }

  /** The collector does. */
  free(): void {}
}

function matrix(values: Float32Array, [rows, width]: [number, number], stride = width): tf.Tensor2D {
  if (stride === width) return tf.tensor2d(values.subarray(0, rows * width), [rows, width]);
  const packed = new Float32Array(rows * width);
  for (let row = 0; row < rows; row += 1)
    packed.set(values.subarray(row * stride, row * stride + width), row * width);
  return tf.tensor2d(packed, [rows, width]);
}

/** Wellons' lowbias32. */
function hash(place: number): number {
  let x = place | 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  return x ^ (x >>> 16);
}
