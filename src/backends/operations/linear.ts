import * as tf from '@tensorflow/tfjs-core';

/**
 * `relu(x · kernel + bias)`, or the same without relu, as one operation with gradients that are computed only where they are
 * used.
 *
 * @param x shape [rows, n]
 * @param kernel shape [n, units]
 * @param bias shape [units]
 */
export function linear(
  x: tf.Tensor,
  kernel: tf.Tensor,
  bias: tf.Tensor,
  activation: 'linear' | 'relu' = 'linear',
): tf.Tensor2D {
  return tf
    .engine()
    .runKernel(
      tf._FusedMatMul,
      { a: x.dtype === 'float32' ? x : tf.cast(x, 'float32'), b: kernel, bias },
      { transposeA: false, transposeB: false, activation },
    ) as tf.Tensor2D;
}
