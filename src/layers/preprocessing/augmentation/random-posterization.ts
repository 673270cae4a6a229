import * as tf from '@tensorflow/tfjs-core';
import { randomInteger } from '../../../backends/random.js';
import { checkOptions } from '../../../support/check.js';
import type { Factor } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { COLOR_OPTIONS, eachImage, RandomColor, type RandomColorOptions } from './random-color.js';

/** Options of {@link RandomPosterization}. */
export interface RandomPosterizationOptions extends Omit<RandomColorOptions, 'factor'> {
  /** How many bits stay, in [1, 8]; one number n is 1 to n - 1, and n where both are the same. */
  readonly factor: Factor;
}

/**
 * Leaves each image fewer shades: so many bits of each value.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_posterization/.
 *
 * @example
 * new layers.RandomPosterization({ factor: 4 })(tf.ones([2, 4, 4, 3]));
 */
export class RandomPosterization extends RandomColor {
  constructor(options: RandomPosterizationOptions) {
    checkOptions('RandomPosterization', options, COLOR_OPTIONS);
    super({ ...options, factor: options.factor }, [1, 8]);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    const [lower, upper] = this.factor;
    const bits =
      lower === upper
        ? tf.fill([batch!], lower, 'int32')
        : randomInteger([batch!], lower, upper, this.generator);
    return { shiftFactor: tf.sub(tf.scalar(8, 'int32'), bits) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const step = tf.pow(2, tf.cast(eachImage(drawn!['shiftFactor']!), 'float32'));
    const bytes = tf.floor(this.toRange(images, this.valueRange, [0, 255]));
    return this.toRange(tf.mul(tf.floor(tf.div(bytes, step)), step), [0, 255], this.valueRange);
  }
}
