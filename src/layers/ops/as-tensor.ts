import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';

/** `value` as a tensor of its own dtype. */
export function asTensor(value: TensorInput): tf.Tensor {
  return value instanceof tf.Tensor ? value : tf.tensor(value);
}

/** Integers and booleans as float32: what has no meaning for them gives floats, as in Keras. */
export function asFloat(value: TensorInput): tf.Tensor {
  const tensor = asTensor(value);
  return tensor.dtype === 'float32' ? tensor : tf.cast(tensor, 'float32');
}

/** Tensors cast to one dtype that all of them fit, as Keras joins them and chooses from them. */
export function ofOneType<const T extends readonly TensorInput[]>(
  values: T,
): { -readonly [I in keyof T]: tf.Tensor } {
  const tensors = values.map(asTensor);
  const [first, ...others] = tensors.map(({ dtype }) => dtype);
  const dtype = others.reduce(tf.upcastType, first as tf.DataType);
  const alike = tensors.map((tensor) => (tensor.dtype === dtype ? tensor : tf.cast(tensor, dtype)));
  return alike as { -readonly [I in keyof T]: tf.Tensor };
}

/** Booleans as integers, with which one can compute. */
export function asNumber(value: TensorInput): tf.Tensor {
  const tensor = asTensor(value);
  return tensor.dtype === 'bool' ? tf.cast(tensor, 'int32') : tensor;
}

/** Two operands; a whole number beside integers or booleans is an integer, as in Keras. */
export function asPair(a: TensorInput, b: TensorInput): [tf.Tensor, tf.Tensor] {
  const beside = (value: TensorInput, other: TensorInput): tf.Tensor =>
    Number.isInteger(value) && other instanceof tf.Tensor && other.dtype !== 'float32'
      ? tf.scalar(value as number, 'int32')
      : asTensor(value);
  return [beside(a, b), beside(b, a)];
}
