/** The product of large square matrices on the selected backend. */

import * as tf from '@tensorflow/tfjs-core';

/** The product of two square matrices of this size, row-major, in single precision. */
export function multiplySquare(a: Float32Array, b: Float32Array, size: number): Float32Array {
  return tf.tidy(() => {
    const product = tf.matMul(tf.tensor2d(a, [size, size]), tf.tensor2d(b, [size, size]));
    return product.dataSync<'float32'>().slice();
  });
}
