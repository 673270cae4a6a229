import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../../support/check.js';
import type { Factor } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { COLOR_OPTIONS, eachImage, RandomColor, type RandomColorOptions } from './random-color.js';

/** Options of {@link RandomInvert}. */
export interface RandomInvertOptions extends Omit<RandomColorOptions, 'factor'> {
  /** The probability for each image, drawn from this range; 1, which is [0, 1], by default. */
  readonly factor?: Factor | undefined;
}

/**
 * Turns the values of random images round: the brightest becomes the darkest.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_invert/.
 *
 * @example
 * new layers.RandomInvert({ factor: 0.5, valueRange: [0, 1] })(tf.ones([2, 4, 4, 3]));
 */
export class RandomInvert extends RandomColor {
  constructor(options: RandomInvertOptions = {}) {
    checkOptions('RandomInvert', options, COLOR_OPTIONS);
    super({ ...options, factor: options.factor ?? 1 }, [0, 1]);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    return { applyInversion: this.happens(batch!, this.factor) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    return tf.where(eachImage(drawn!['applyInversion']!), tf.sub(this.valueRange[1], images), images);
  }
}
