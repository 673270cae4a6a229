import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/convert.js';
import { positiveAxis } from '../../support/shape.js';
import { asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';

/** An op from value to value along an axis; without one, over all values in a row. */
export function soFar(
  name: string,
  compute: (x: tf.Tensor, axis: number) => tf.Tensor,
  prepare: (x: tf.Tensor) => tf.Tensor = (x) => x,
) {
  return defineOp(name, ['x', 'axis'], (x: TensorInput, axis?: number | null) => {
    const values = prepare(asTensor(x));
    if (axis == null) return compute(tf.reshape(values, [-1]), 0);
    // tfjs takes no axis that counts from the end.
    return compute(values, positiveAxis(`ops.${name}`, axis, values.rank));
  });
}
