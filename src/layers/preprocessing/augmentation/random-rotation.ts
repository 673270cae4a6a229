import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../../support/check.js';
import { type Factor, getFactor, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { RandomWarp, type RandomWarpOptions, WARP_OPTIONS } from './random-warp.js';

/** Options of {@link RandomRotation}. */
export interface RandomRotationOptions extends RandomWarpOptions {
  /** The angle as a share of a full turn in [-1, 1], counterclockwise; 0.1 is [-0.1, 0.1], from -36 to 36 degrees. */
  readonly factor: Factor;
}

/**
 * Turns each image about its middle by a random angle.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_rotation/.
 *
 * @example
 * const augment = new layers.RandomRotation({ factor: 0.1, fillMode: 'constant' });
 * augment(tf.ones([2, 28, 28, 1])).shape; // [2, 28, 28, 1]
 */
export class RandomRotation extends RandomWarp {
  readonly factor: Range;

  constructor(options: RandomRotationOptions) {
    checkOptions('RandomRotation', options, ['factor', ...WARP_OPTIONS]);
    super(options);
    this.factor = getFactor('RandomRotation', 'factor', options.factor, [-1, 1]);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    const [lower, upper] = this.factor;
    return { angle: this.uniform([batch!], [lower * 360, upper * 360]) };
  }

  protected override transforms(drawn: Transformation, height: number, width: number): tf.Tensor {
    const angle = tf.mul(drawn!['angle']!, Math.PI / 180);
    const [cos, sin] = [tf.cos(angle), tf.sin(angle)];
    const [x, y] = [(width - 1) / 2, (height - 1) / 2];
    const zero = tf.zerosLike(angle);
    const right = tf.add(tf.sub(x, tf.mul(cos, x)), tf.mul(sin, y));
    const down = tf.sub(tf.sub(y, tf.mul(sin, x)), tf.mul(cos, y));
    return tf.stack([cos, tf.neg(sin), right, sin, cos, down, zero, zero], 1);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), factor: this.factor };
  }
}
