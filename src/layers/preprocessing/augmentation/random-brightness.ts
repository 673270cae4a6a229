import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../../support/check.js';
import type { Factor } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { COLOR_OPTIONS, RandomColor, type RandomColorOptions } from './random-color.js';

/** Options of {@link RandomBrightness}. */
export interface RandomBrightnessOptions extends RandomColorOptions {
  /** What is added, as a share of the value range in [-1, 1]: -1 gives black, 1 white; 0.2 is [-0.2, 0.2]. */
  readonly factor: Factor;
}

/**
 * Makes each image brighter or darker at random.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_brightness/.
 *
 * @example
 * new layers.RandomBrightness({ factor: 0.2, valueRange: [0, 1] })(tf.ones([2, 4, 4, 3]));
 */
export class RandomBrightness extends RandomColor {
  constructor(options: RandomBrightnessOptions) {
    checkOptions('RandomBrightness', options, COLOR_OPTIONS);
    super(options, [-1, 1]);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    const [low, high] = this.valueRange;
    return { rgbDelta: tf.mul(this.uniform([batch!, 1, 1, 1], this.factor), high - low) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    return tf.clipByValue(tf.add(images, drawn!['rgbDelta']!), ...this.valueRange);
  }
}
