import * as tf from '@tensorflow/tfjs-core';
import { checkInteger } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import type { Shapes } from '../call.js';
import type { Masks } from '../mask.js';
import { Merge, type MergeOptions } from './merge.js';
import { mergeFunction } from './merge-function.js';

/** Options of {@link Concatenate}. */
export interface ConcatenateOptions extends MergeOptions {
  /** The axis along which the inputs are put together; -1, the last one, by default. */
  readonly axis?: number | undefined;
}

/**
 * Puts its inputs together along an axis; in the others they have the same sizes.
 * See https://keras.io/api/layers/merging_layers/concatenate/.
 *
 * @example
 * new layers.Concatenate()([tf.ones([2, 3]), tf.ones([2, 5])]).shape; // [2, 8]
 */
export class Concatenate extends Merge {
  readonly axis: number;

  constructor(options: ConcatenateOptions = {}) {
    super(options, ['axis']);
    this.axis = checkInteger('Concatenate', 'axis', options.axis ?? -1);
  }

  override call(inputs: readonly tf.Tensor[]): tf.Tensor {
    this.checkList(inputs);
    return this.merge(inputs);
  }

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    return tf.concat([...inputs], this.#axisOf(inputs[0] as tf.Tensor));
  }

  #axisOf({ shape }: { readonly shape: Shape }): number {
    const axis = this.axis < 0 ? this.axis + shape.length : this.axis;
    if (axis >= 0 && axis < shape.length) return axis;
    throw new ShapeError(`Concatenate ${this.name}: axis ${this.axis} is none of shape ${showShape(shape)}.`);
  }

  override computeOutputShape(inputShape: Shapes): Shape {
    const shapes = this.checkShapes(inputShape);
    const [first, ...others] = shapes as [Shape, ...Shape[]];
    const axis = this.#axisOf({ shape: first });
    const output = [...first];
    for (const shape of others) {
      const same = (size: number | null, i: number) =>
        i === axis || size === null || output[i] === null || size === output[i];
      if (shape.length !== first.length || !shape.every(same)) {
        throw new ShapeError(
          `Concatenate ${this.name}: expected the same sizes except in axis ${this.axis}; received ${shapes.map(showShape).join(' and ')}.`,
        );
      }
      shape.forEach((size, i) => {
        if (i !== axis) output[i] ??= size;
        else output[i] = size === null || output[i] === null ? null : (output[i] as number) + size;
      });
    }
    return output;
  }

  override computeMask(inputs: readonly tf.Tensor[], mask: Masks): Masks {
    if (mask === null) return null;
    const masks = this.checkMasks(inputs, mask);
    if (masks.every((one) => one === null)) return null;
    const full = inputs.map((input, i) => {
      const own = masks[i];
      const shape = input.shape as tf.ShapeMap[tf.Rank];
      if (!own) return tf.ones(shape, 'bool');
      return own.rank < input.rank ? tf.broadcastTo(tf.expandDims(tf.cast(own, 'bool'), -1), shape) : own;
    });
    return tf.any(tf.concat(full, this.#axisOf(inputs[0] as tf.Tensor)), -1);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axis: this.axis };
  }
}

/** Tensors put together along an axis, as a function. */
export const concatenate = mergeFunction<Concatenate, ConcatenateOptions>(Concatenate);
