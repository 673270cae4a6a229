import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../../support/check.js';
import type { Factor } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { COLOR_OPTIONS, RandomColor, type RandomColorOptions } from './random-color.js';

/** Options of {@link RandomContrast}. */
export interface RandomContrastOptions extends RandomColorOptions {
  /** In [0, 1]: distances to the mean are multiplied by a number in [1 - lower, 1 + upper]; 0.2 is [0, 0.2]. */
  readonly factor: Factor;
}

/**
 * Makes the contrast of each image stronger or weaker at random, channel by channel: `(x - mean) * factor + mean`.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_contrast/.
 *
 * @example
 * new layers.RandomContrast({ factor: [0.2, 0.2], valueRange: [0, 1] })(tf.ones([2, 4, 4, 3]));
 */
export class RandomContrast extends RandomColor {
  constructor(options: RandomContrastOptions) {
    checkOptions('RandomContrast', options, COLOR_OPTIONS);
    super(options, [0, 1]);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    const [lower, upper] = this.factor;
    return { contrastFactor: this.uniform([batch!, 1, 1, 1], [1 - lower, 1 + upper]) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const mean = tf.mean(images, [1, 2], true);
    const spread = tf.mul(tf.sub(images, mean), drawn!['contrastFactor']!);
    return tf.clipByValue(tf.add(spread, mean), ...this.valueRange);
  }
}
