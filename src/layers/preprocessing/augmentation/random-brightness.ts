import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../../support/check.js';
import { type Factor, getFactor, getValueRange, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';

/** Options of {@link RandomBrightness}. */
export interface RandomBrightnessOptions extends RandomAugmentationOptions {
  /** What is added, as a share of the value range in [-1, 1]: -1 gives black, 1 white; 0.2 is [-0.2, 0.2]. */
  readonly factor: Factor;
  /** The darkest and the brightest value of a pixel; [0, 255] by default. */
  readonly valueRange?: Range | undefined;
}

/**
 * Makes each image brighter or darker at random.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_brightness/.
 *
 * @example
 * new layers.RandomBrightness({ factor: 0.2, valueRange: [0, 1] })(tf.ones([2, 4, 4, 3]));
 */
export class RandomBrightness extends RandomAugmentation {
  readonly factor: Range;
  readonly valueRange: Range;

  constructor(options: RandomBrightnessOptions) {
    checkOptions('RandomBrightness', options, [...RANDOM_OPTIONS, 'factor', 'valueRange']);
    super(options);
    this.factor = getFactor('RandomBrightness', 'factor', options.factor, [-1, 1]);
    this.valueRange = getValueRange('RandomBrightness', options.valueRange);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    const [low, high] = this.valueRange;
    return { rgbDelta: tf.mul(this.uniform([batch!, 1, 1, 1], this.factor), high - low) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    return tf.clipByValue(tf.add(images, drawn!['rgbDelta']!), ...this.valueRange);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), factor: this.factor, value_range: this.valueRange };
  }
}
