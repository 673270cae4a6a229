import * as tf from '@tensorflow/tfjs-core';

/** What can be given where a tensor is expected: numbers, booleans, nested or typed arrays. */
export type TensorInput = tf.Tensor | tf.TensorLike;

/** `value` as a tensor of this dtype; a tensor that has it already is given back as it is. */
export function toTensor(value: TensorInput, dtype: 'float32' | 'int32' | 'bool' = 'float32'): tf.Tensor {
  if (value instanceof tf.Tensor) return value.dtype === dtype ? value : tf.cast(value, dtype);
  const tensor = tf.tensor(value as tf.TensorLike);
  return tensor.dtype === dtype ? tensor : tf.cast(tensor, dtype);
}
