import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { norm } from '../layers/ops/reduce.js';

/**
 * Vectors along an axis divided by their norm; those of norm 0 stay as they are.
 *
 * @param order of the norm: 2 by default, infinities too
 * @see https://keras.io/api/utils/python_utils/#normalize-function
 * @example
 * utils.normalize([[3, 4], [0, 0]]).numpy(); // [[0.6, 0.8], [0, 0]]
 */
export function normalize(x: TensorInput, axis = -1, order = 2): tf.Tensor {
  return tf.tidy(() => {
    const values = toTensor(x);
    const length = norm(values, order, axis, true);
    return tf.div(values, tf.where(tf.equal(length, 0), tf.onesLike(length), length));
  });
}
