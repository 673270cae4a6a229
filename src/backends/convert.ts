import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../support/errors.js';

/** What can be given where a tensor is expected: numbers, booleans, nested or typed arrays. */
export type TensorInput = tf.Tensor | tf.TensorLike;

/** `value` as a tensor of this dtype; a tensor that has it already is given back as it is. */
export function toTensor(value: TensorInput, dtype: 'float32' | 'int32' | 'bool' = 'float32'): tf.Tensor {
  if (value instanceof tf.Tensor) return value.dtype === dtype ? value : tf.cast(value, dtype);
  if (value === undefined || value === null) {
    throw new ValueError(
      `labels, predictions, weights: expected a tensor or an array of numbers; received ${value}.`,
      { fix: 'metric.updateState(yTrue, yPred), or loss(yTrue, yPred)' },
    );
  }
  const tensor = tf.tensor(value as tf.TensorLike);
  return tensor.dtype === dtype ? tensor : tf.cast(tensor, dtype);
}
