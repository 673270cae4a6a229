import * as tf from '@tensorflow/tfjs-core';
import { hsvToRgb, rgbToHsv } from '../../../backends/operations/color.js';
import { checkOptions } from '../../../support/check.js';
import type { Factor } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { COLOR_OPTIONS, RandomColor, type RandomColorOptions } from './random-color.js';

/** Options of {@link RandomHue}. */
export interface RandomHueOptions extends Omit<RandomColorOptions, 'factor'> {
  /** The most that colours turn, either way, in [0, 1]: 1 is half a turn; 0.2 is [0, 0.2]. */
  readonly factor: Factor;
}

/**
 * Turns the colours of each image on the colour wheel by a random angle. Images have three channels.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_hue/.
 *
 * @example
 * new layers.RandomHue({ factor: 0.5, valueRange: [0, 1] })(tf.ones([2, 4, 4, 3]));
 */
export class RandomHue extends RandomColor {
  constructor(options: RandomHueOptions) {
    checkOptions('RandomHue', options, COLOR_OPTIONS);
    super({ ...options, factor: options.factor }, [0, 1]);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    const either = tf.sub(1, tf.mul(2, tf.step(tf.sub(this.uniform([batch!], [0, 1]), 0.5))));
    return { factor: tf.mul(tf.mul(either, this.uniform([batch!], this.factor)), 0.5) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const hsv = rgbToHsv(this.toRange(images, this.valueRange, [0, 1]));
    const [hue, ...others] = tf.split(hsv, 3, -1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const turned = tf.add(hue, tf.reshape(drawn!['factor']!, [-1, 1, 1, 1]));
    const above = tf.where(tf.greater(turned, 1), tf.sub(turned, 1), turned);
    const within = tf.where(tf.less(above, 0), tf.add(above, 1), above);
    const rgb = tf.clipByValue(hsvToRgb(tf.concat([within, ...others], -1)), 0, 1);
    return this.toRange(rgb, [0, 1], this.valueRange);
  }
}
