import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../../support/check.js';
import type { Factor } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { COLOR_OPTIONS, eachImage, RandomColor, type RandomColorOptions } from './random-color.js';

/** A pixel counts five times as much as each of its neighbours. */
const SMOOTHING = Array.from({ length: 9 }, (_, i) => (i === 4 ? 5 : 1) / 13);

/** Options of {@link RandomSharpness}. */
export interface RandomSharpnessOptions extends Omit<RandomColorOptions, 'factor'> {
  /** In [0, 1]: 0 gives the blurred image, 0.5 the image as it is, 1 the sharpest; 0.2 is [0, 0.2]. */
  readonly factor: Factor;
}

/**
 * Makes each image sharper or more blurred at random.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_sharpness/.
 *
 * @example
 * new layers.RandomSharpness({ factor: 0.5 })(tf.ones([2, 4, 4, 3]));
 */
export class RandomSharpness extends RandomColor {
  constructor(options: RandomSharpnessOptions) {
    checkOptions('RandomSharpness', options, COLOR_OPTIONS);
    super({ ...options, factor: options.factor }, [0, 1]);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    return { factor: this.uniform([batch!], this.factor) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const channels = images.shape[3]!;
    const smoothing = tf.tile(tf.tensor4d(SMOOTHING, [3, 3, 1, 1]), [1, 1, channels, 1]) as tf.Tensor4D;
    const smooth = tf.depthwiseConv2d(images as tf.Tensor4D, smoothing, 1, 'same');
    const blurred = tf.sub(1, tf.mul(2, eachImage(drawn!['factor']!)));
    return tf.clipByValue(tf.add(images, tf.mul(blurred, tf.sub(smooth, images))), ...this.valueRange);
  }
}
