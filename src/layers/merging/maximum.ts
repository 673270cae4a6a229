import * as tf from '@tensorflow/tfjs-core';
import { Merge, type MergeOptions } from './merge.js';
import { mergeFunction } from './merge-function.js';

/**
 * The largest of its inputs, element by element. Inputs: a list of tensors whose shapes fit each other. Where one
 * is masked, the others count.
 * See https://keras.io/api/layers/merging_layers/maximum/.
 *
 * @example
 * new layers.Maximum()([tf.tensor2d([[1, 2]]), tf.tensor2d([[3, 4]])]).numpy(); // [[3, 4]]
 */
export class Maximum extends Merge {
  constructor(options: MergeOptions = {}) {
    super(options);
  }

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    return this.mergeUnmasked(inputs, tf.maximum);
  }
}

/** The largest values of a list of tensors, as a function. */
export const maximum = mergeFunction<Maximum, MergeOptions>(Maximum);
