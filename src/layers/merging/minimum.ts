import * as tf from '@tensorflow/tfjs-core';
import { Merge, type MergeOptions } from './merge.js';
import { mergeFunction } from './merge-function.js';

/**
 * The smallest of its inputs, element by element. Inputs: a list of tensors whose shapes fit each other. Where one
 * is masked, the others count.
 * See https://keras.io/api/layers/merging_layers/minimum/.
 *
 * @example
 * new layers.Minimum()([tf.tensor2d([[1, 2]]), tf.tensor2d([[3, 4]])]).numpy(); // [[1, 2]]
 */
export class Minimum extends Merge {
  constructor(options: MergeOptions = {}) {
    super(options);
  }

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    return this.mergeUnmasked(inputs, tf.minimum);
  }
}

/** The smallest values of a list of tensors, as a function. */
export const minimum = mergeFunction<Minimum, MergeOptions>(Minimum);
