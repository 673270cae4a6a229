import * as tf from '@tensorflow/tfjs-core';
import { Merge, type MergeOptions } from './merge.js';
import { mergeFunction } from './merge-function.js';

/**
 * The sum of its inputs, element by element. Inputs: a list of tensors whose shapes fit each other.
 * See https://keras.io/api/layers/merging_layers/add/.
 *
 * @example
 * new layers.Add()([tf.tensor2d([[1, 2]]), tf.tensor2d([[3, 4]])]).numpy(); // [[4, 6]]
 */
export class Add extends Merge {
  constructor(options: MergeOptions = {}) {
    super(options);
  }

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    return inputs.reduce((a, b) => tf.add(a, b));
  }
}

/** The sum of a list of tensors, as a function. */
export const add = mergeFunction<Add, MergeOptions>(Add);
