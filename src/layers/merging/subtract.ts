import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../../support/errors.js';
import type { Shape } from '../../support/shape.js';
import type { Shapes } from '../call.js';
import { Merge, type MergeOptions } from './merge.js';
import { mergeFunction } from './merge-function.js';

/**
 * The first of its two inputs minus the second, element by element.
 * See https://keras.io/api/layers/merging_layers/subtract/.
 *
 * @example
 * new layers.Subtract()([tf.tensor2d([[1, 2]]), tf.tensor2d([[3, 4]])]).numpy(); // [[-2, -2]]
 */
export class Subtract extends Merge {
  constructor(options: MergeOptions = {}) {
    super(options);
  }

  protected override checkShapes(inputShape: Shapes): readonly Shape[] {
    const shapes = super.checkShapes(inputShape);
    if (shapes.length === 2) return shapes;
    throw new ValueError(`Subtract ${this.name}: expected 2 inputs; received ${shapes.length}.`);
  }

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    const [a, b] = inputs as [tf.Tensor, tf.Tensor];
    return tf.sub(a, b);
  }
}

/** The difference of a list of tensors, as a function. */
export const subtract = mergeFunction<Subtract, MergeOptions>(Subtract);
