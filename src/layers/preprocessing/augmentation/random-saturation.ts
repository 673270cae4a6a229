import * as tf from '@tensorflow/tfjs-core';
import { hsvToRgb, rgbToHsv } from '../../../backends/operations/color.js';
import { epsilon as fuzz } from '../../../backends/operations/epsilon.js';
import { checkOptions } from '../../../support/check.js';
import type { Factor } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { COLOR_OPTIONS, RandomColor, type RandomColorOptions } from './random-color.js';

/** Options of {@link RandomSaturation}. */
export interface RandomSaturationOptions extends Omit<RandomColorOptions, 'factor'> {
  /** In [0, 1]: 0 gives grey, 0.5 the image as it is, 1 the strongest colours. */
  readonly factor: Factor;
}

/**
 * Makes the colours of each image stronger or weaker at random. Images have three channels.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_saturation/.
 *
 * @example
 * new layers.RandomSaturation({ factor: [0.4, 0.6], valueRange: [0, 1] })(tf.ones([2, 4, 4, 3]));
 */
export class RandomSaturation extends RandomColor {
  constructor(options: RandomSaturationOptions) {
    checkOptions('RandomSaturation', options, COLOR_OPTIONS);
    super({ ...options, factor: options.factor }, [-1, 1]);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    const factor = this.uniform([batch!], this.factor);
    return { factor: tf.div(factor, tf.add(tf.sub(1, factor), fuzz())) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const [hue, saturation, value] = tf.split(rgbToHsv(images), 3, -1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const scaled = tf.mul(saturation, tf.reshape(drawn!['factor']!, [-1, 1, 1, 1]));
    return hsvToRgb(tf.concat([hue, tf.clipByValue(scaled, ...this.valueRange), value], -1));
  }
}
