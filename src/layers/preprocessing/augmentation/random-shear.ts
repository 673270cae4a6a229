import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkRange } from '../../../support/check.js';
import { type Factor, getFactor, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { RandomWarp, type RandomWarpOptions, WARP_OPTIONS } from './random-warp.js';

/** Options of {@link RandomShear}. */
export interface RandomShearOptions extends RandomWarpOptions {
  /** How far rows slide, per row, in [0, 1]; 0.2 is any slide of up to 0.2 either way. 0 by default. */
  readonly xFactor?: Factor | undefined;
  /** How far columns slide, per column. 0 by default. */
  readonly yFactor?: Factor | undefined;
}

/**
 * Makes images slant at random, as a rectangle becomes a parallelogram.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_shear/.
 *
 * @example
 * new layers.RandomShear({ xFactor: 0.2 })(tf.ones([2, 28, 28, 1])).shape; // [2, 28, 28, 1]
 */
export class RandomShear extends RandomWarp {
  readonly xFactor: Range;
  readonly yFactor: Range;

  constructor(options: RandomShearOptions = {}) {
    checkOptions('RandomShear', options, ['xFactor', 'yFactor', ...WARP_OPTIONS]);
    super(options);
    this.xFactor = slide('xFactor', options.xFactor);
    this.yFactor = slide('yFactor', options.yFactor);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    const either = tf.sub(1, tf.mul(2, tf.step(tf.sub(this.uniform([batch!, 1], [0, 1]), 0.5))));
    const [y, x] = [this.uniform([batch!, 1], this.yFactor), this.uniform([batch!, 1], this.xFactor)];
    return { shearFactor: tf.mul(tf.concat([x, y], 1), either) };
  }

  protected override transforms(drawn: Transformation): tf.Tensor {
    const [x, y] = tf.split(drawn!['shearFactor']!, 2, 1) as [tf.Tensor, tf.Tensor];
    const [zero, one] = [tf.zerosLike(x), tf.onesLike(x)];
    return tf.concat([one, x, zero, y, one, zero, zero, zero], 1);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), x_factor: saved(this.xFactor), y_factor: saved(this.yFactor) };
  }
}

/** A number stands for slides either way, as does the range below zero that it becomes in a file. */
function slide(what: string, factor: Factor = 0): Range {
  const where = 'RandomShear';
  if (typeof factor === 'number') checkRange(where, what, factor, 0, 1);
  return getFactor(where, what, factor, [-1, 1]);
}

/** Keras 3.15.1 refuses the ranges below zero that it writes itself; a number stands for the same. */
function saved([lower, upper]: Range): Factor {
  return lower < 0 ? upper : [lower, upper];
}
