/** The product of large square matrices on the selected backend. */

import * as tf from '@tensorflow/tfjs-core';

/** The product of two square matrices of this size, row-major, in single precision. */
export function multiplySquare(a: Float32Array, b: Float32Array, size: number): Float32Array {
  let product: Float32Array = new Float32Array(0);
  // Given out of `tidy`, each of these numbers would be looked at for tensors, and more than 16 million end in an error.
  tf.tidy(() => {
    const tensor = tf.matMul(tf.tensor2d(a, [size, size]), tf.tensor2d(b, [size, size]));
    product = tensor.dataSync<'float32'>().slice();
  });
  return product;
}
