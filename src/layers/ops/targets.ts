import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/convert.js';
import { elementwise } from '../../losses/binary-crossentropy.js';
import * as losses from '../../losses/index.js';
import { checkPositiveInteger } from '../../support/check.js';
import { positiveAxis } from '../../support/shape.js';
import { defineOp } from './define-op.js';

// The ops of keras.ops on classes and on labels. See https://keras.io/api/ops/nn/.

/** Class numbers as one-hot rows along a new axis, float32. */
export const oneHot = defineOp(
  'oneHot',
  ['x', 'numClasses', 'axis', 'dtype'],
  (x: TensorInput, numClasses: number, axis: number = -1, dtype: tf.DataType = 'float32') => {
    const hot = tf.cast(hotRows(toTensor(x, 'int32'), numClasses), dtype ?? 'float32');
    const at = positiveAxis('ops.oneHot', axis, hot.rank);
    const order = hot.shape.map((_, i) => i).slice(0, -1);
    order.splice(at, 0, hot.rank - 1);
    return tf.transpose(hot, order);
  },
);

/** tf.oneHot refuses a single class. */
function hotRows(numbers: tf.Tensor, classes: number): tf.Tensor {
  checkPositiveInteger('ops.oneHot', 'numClasses', classes);
  if (classes > 1) return tf.oneHot(numbers, classes);
  return tf.expandDims(tf.equal(numbers, tf.scalar(0, 'int32')), -1);
}

/** For the class numbers of each row which classes are among them, float32. */
export const multiHot = defineOp(
  'multiHot',
  ['inputs', 'numClasses', 'axis', 'dtype'],
  (inputs: TensorInput, numClasses: number, axis: number = -1, dtype: tf.DataType = 'float32') => {
    const numbers = toTensor(inputs, 'int32');
    const hot = hotRows(numbers, numClasses);
    const at = numbers.rank === 1 ? 0 : positiveAxis('ops.multiHot', axis, numbers.rank);
    return tf.cast(tf.max(hot, at), dtype ?? 'float32');
  },
);

/** Cross-entropy of each element, not the mean of a row. */
export const binaryCrossentropy = defineOp(
  'binaryCrossentropy',
  ['target', 'output', 'fromLogits'],
  (target: TensorInput, output: TensorInput, fromLogits: boolean = false) =>
    elementwise(toTensor(target), toTensor(output), fromLogits),
);
export const categoricalCrossentropy = defineOp(
  'categoricalCrossentropy',
  ['target', 'output', 'fromLogits', 'axis'],
  (target: TensorInput, output: TensorInput, fromLogits: boolean = false, axis: number = -1) =>
    losses.categoricalCrossentropy(toTensor(target), toTensor(output), { fromLogits, axis }),
);
export const sparseCategoricalCrossentropy = defineOp(
  'sparseCategoricalCrossentropy',
  ['target', 'output', 'fromLogits', 'axis'],
  (target: TensorInput, output: TensorInput, fromLogits: boolean = false, axis: number = -1) =>
    losses.sparseCategoricalCrossentropy(toTensor(target, 'int32'), classesLast(toTensor(output), axis), {
      fromLogits,
    }),
);

function classesLast(output: tf.Tensor, axis: number): tf.Tensor {
  const at = positiveAxis('ops.sparseCategoricalCrossentropy', axis, output.rank);
  const order = output.shape.map((_, i) => i).filter((i) => i !== at);
  return tf.transpose(output, [...order, at]);
}
