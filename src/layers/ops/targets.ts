import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/operations/convert.js';
import { castTo, type DtypeId } from '../../backends/operations/held-dtype.js';
import { oneHot as hotRows } from '../../backends/operations/one-hot.js';
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
  (x: TensorInput, numClasses: number, axis: number = -1, dtype: DtypeId = 'float32') =>
    castTo('ops.oneHot', hotAlong('ops.oneHot', toTensor(x, 'int32'), numClasses, axis), dtype ?? 'float32'),
);

function hotAlong(where: string, numbers: tf.Tensor, classes: number, axis: number): tf.Tensor {
  checkPositiveInteger('ops.oneHot', 'numClasses', classes);
  const hot = hotRows(numbers, classes);
  const at = positiveAxis(where, axis, hot.rank);
  const order = hot.shape.map((_, i) => i).slice(0, -1);
  order.splice(at, 0, hot.rank - 1);
  return tf.transpose(hot, order);
}

/** For each row which classes are among the class numbers along its first axis, float32. `axis` is where the classes go before that. */
export const multiHot = defineOp(
  'multiHot',
  ['inputs', 'numClasses', 'axis', 'dtype'],
  (inputs: TensorInput, numClasses: number, axis: number = -1, dtype: DtypeId = 'float32') => {
    const numbers = toTensor(inputs, 'int32');
    const hot = hotAlong('ops.multiHot', numbers, numClasses, axis);
    return castTo('ops.multiHot', tf.max(hot, numbers.rank > 1 ? 1 : 0), dtype ?? 'float32');
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
