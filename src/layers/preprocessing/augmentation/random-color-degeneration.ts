import * as tf from '@tensorflow/tfjs-core';
import { rgbToGray } from '../../../backends/operations/color.js';
import { checkOptions } from '../../../support/check.js';
import type { Factor } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { COLOR_OPTIONS, RandomColor, type RandomColorOptions } from './random-color.js';

/** Options of {@link RandomColorDegeneration}. */
export interface RandomColorDegenerationOptions extends Omit<RandomColorOptions, 'factor'> {
  /** The share of grey in [0, 1]; one number f is [-f, f]. */
  readonly factor: Factor;
}

/**
 * Mixes each image with its grey one at random. Images have three channels.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_color_degeneration/.
 *
 * @example
 * new layers.RandomColorDegeneration({ factor: 0.5 })(tf.ones([2, 4, 4, 3]));
 */
export class RandomColorDegeneration extends RandomColor {
  constructor(options: RandomColorDegenerationOptions) {
    checkOptions('RandomColorDegeneration', options, COLOR_OPTIONS);
    super({ ...options, factor: options.factor }, [-1, 1]);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    return { factor: this.uniform([batch!, 1, 1, 1], this.factor) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const grey = tf.mul(drawn!['factor']!, tf.sub(rgbToGray(images), images));
    return tf.clipByValue(tf.add(images, grey), ...this.valueRange);
  }
}
