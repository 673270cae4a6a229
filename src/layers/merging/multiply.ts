import * as tf from '@tensorflow/tfjs-core';
import { setMask } from '../mask.js';
import { fullMask, Merge, type MergeOptions } from './merge.js';
import { mergeFunction } from './merge-function.js';

/**
 * The product of its inputs, element by element. Inputs: a list of tensors whose shapes fit each other. Where one
 * is masked, the others count.
 * See https://keras.io/api/layers/merging_layers/multiply/.
 *
 * @example
 * new layers.Multiply()([tf.tensor2d([[1, 2]]), tf.tensor2d([[3, 4]])]).numpy(); // [[3, 8]]
 */
export class Multiply extends Merge {
  constructor(options: MergeOptions = {}) {
    super(options);
  }

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    const masks = inputs.map(fullMask);
    const factors = inputs.map((input, i) =>
      masks[i] ? tf.where(masks[i], input, tf.onesLike(input)) : input,
    );
    const product = factors.reduce((a, b) => tf.mul(a, b));
    if (masks.includes(null)) return product;
    const counted = (masks as tf.Tensor[]).reduce((a, b) => tf.logicalOr(a, b));
    const output = tf.where(counted, product, tf.zerosLike(product));
    setMask(output, tf.any(counted, -1));
    return output;
  }
}

/** The product of a list of tensors, as a function. */
export const multiply = mergeFunction<Multiply, MergeOptions>(Multiply);
