import * as tf from '@tensorflow/tfjs-core';
import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';

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
  if (tensor.dtype === 'string') {
    throw new ValueError(`labels, predictions, weights: expected numbers; received text, ${show(value)}.`, {
      fix: 'const names = [...new Set(labels)]; labels.map((label) => names.indexOf(label))',
    });
  }
  return tensor.dtype === dtype ? tensor : tf.cast(tensor, dtype);
}

/** What a loss or metric of the user's gave for labels and predictions: a tensor, or a number, made into one. */
export function toComputed(where: string, value: unknown): tf.Tensor {
  if (value instanceof tf.Tensor) return value;
  if (typeof value === 'number') return tf.scalar(value);
  const fix =
    value instanceof Promise
      ? 'a function that is not async'
      : '(yTrue, yPred) => yTrue.sub(yPred).square().mean(-1)';
  throw new ValueError(`${where}: expected a function that gives a tensor; received ${show(value)}.`, {
    fix,
  });
}
