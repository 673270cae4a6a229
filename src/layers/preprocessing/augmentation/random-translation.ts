import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../../support/check.js';
import { type Factor, getFactor, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { RandomWarp, type RandomWarpOptions, WARP_OPTIONS } from './random-warp.js';

/** Options of {@link RandomTranslation}. */
export interface RandomTranslationOptions extends RandomWarpOptions {
  /** How far down images move, as a share of the height in [-1, 1]; 0.2 is [-0.2, 0.2]. */
  readonly heightFactor: Factor;
  /** How far to the right, as a share of the width. */
  readonly widthFactor: Factor;
}

/**
 * Moves each image by a random distance.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_translation/.
 *
 * @example
 * const augment = new layers.RandomTranslation({ heightFactor: 0.1, widthFactor: 0.1 });
 * augment(tf.ones([2, 28, 28, 1])).shape; // [2, 28, 28, 1]
 */
export class RandomTranslation extends RandomWarp {
  readonly heightFactor: Factor;
  readonly widthFactor: Factor;
  readonly #height: Range;
  readonly #width: Range;

  constructor(options: RandomTranslationOptions) {
    const where = 'RandomTranslation';
    checkOptions(where, options, ['heightFactor', 'widthFactor', ...WARP_OPTIONS]);
    super(options);
    this.heightFactor = options.heightFactor;
    this.widthFactor = options.widthFactor;
    this.#height = getFactor(where, 'heightFactor', this.heightFactor, [-1, 1]);
    this.#width = getFactor(where, 'widthFactor', this.widthFactor, [-1, 1]);
  }

  protected override draw([batch, height, width]: readonly number[]): Transformation {
    const down = tf.mul(this.uniform([batch!, 1], this.#height), height!);
    const right = tf.mul(this.uniform([batch!, 1], this.#width), width!);
    return { translations: tf.concat([right, down], 1) };
  }

  protected override transforms(drawn: Transformation): tf.Tensor {
    const [right, down] = tf.split(drawn!['translations']!, 2, 1) as [tf.Tensor, tf.Tensor];
    const [zero, one] = [tf.zerosLike(right), tf.onesLike(right)];
    return tf.concat([one, zero, tf.neg(right), zero, one, tf.neg(down), zero, zero], 1);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), height_factor: this.heightFactor, width_factor: this.widthFactor };
  }
}
