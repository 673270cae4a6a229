import * as tf from '@tensorflow/tfjs-core';
import { Merge, type MergeOptions } from './merge.js';
import { mergeFunction } from './merge-function.js';

/**
 * The mean of its inputs, element by element. Inputs: a list of tensors whose shapes fit each other.
 * See https://keras.io/api/layers/merging_layers/average/.
 *
 * @example
 * new layers.Average()([tf.tensor2d([[1, 2]]), tf.tensor2d([[3, 4]])]).numpy(); // [[2, 3]]
 */
export class Average extends Merge {
  constructor(options: MergeOptions = {}) {
    super(options);
  }

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    return tf.div(
      inputs.reduce((a, b) => tf.add(a, b)),
      inputs.length,
    );
  }
}

/** The mean of a list of tensors, as a function. */
export const average = mergeFunction<Average, MergeOptions>(Average);
