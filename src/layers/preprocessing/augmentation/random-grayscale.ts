import * as tf from '@tensorflow/tfjs-core';
import { rgbToGray } from '../../../backends/operations/color.js';
import { checkOptions, checkRange } from '../../../support/check.js';
import type { Transformation } from './image-augmentation.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';

/** Options of {@link RandomGrayscale}. */
export interface RandomGrayscaleOptions extends RandomAugmentationOptions {
  /** The probability for each image in [0, 1]; 0.5 by default. */
  readonly factor?: number | undefined;
}

/**
 * Makes random images grey; they keep three channels.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_grayscale/.
 *
 * @example
 * new layers.RandomGrayscale({ factor: 0.3 })(tf.ones([2, 4, 4, 3]));
 */
export class RandomGrayscale extends RandomAugmentation {
  readonly factor: number;

  constructor(options: RandomGrayscaleOptions = {}) {
    checkOptions('RandomGrayscale', options, ['factor', ...RANDOM_OPTIONS]);
    super(options);
    this.factor = checkRange('RandomGrayscale', 'factor', options.factor ?? 0.5, 0, 1);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    return { shouldApply: tf.less(this.uniform([batch!, 1, 1, 1], [0, 1]), this.factor) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    return tf.where(drawn!['shouldApply']!, tf.mul(rgbToGray(images), tf.onesLike(images)), images);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), factor: this.factor };
  }
}
