import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/convert.js';

/** `value` as a tensor of its own dtype. */
export function asTensor(value: TensorInput): tf.Tensor {
  return value instanceof tf.Tensor ? value : tf.tensor(value);
}

/** Integers and booleans as float32: what has no meaning for them gives floats, as in Keras. */
export function asFloat(value: TensorInput): tf.Tensor {
  const tensor = asTensor(value);
  return tensor.dtype === 'float32' ? tensor : tf.cast(tensor, 'float32');
}

/** Two operands; a whole number beside integers is an integer, as in Keras. */
export function asPair(a: TensorInput, b: TensorInput): [tf.Tensor, tf.Tensor] {
  const beside = (value: TensorInput, other: TensorInput): tf.Tensor =>
    Number.isInteger(value) && other instanceof tf.Tensor && other.dtype === 'int32'
      ? tf.scalar(value as number, 'int32')
      : asTensor(value);
  return [beside(a, b), beside(b, a)];
}
