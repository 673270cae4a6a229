import * as tf from '@tensorflow/tfjs-core';
import { type Factor, getFactor, getValueRange, type Range } from './factor.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';

/** Options of the layers that change colours. */
export interface RandomColorOptions extends RandomAugmentationOptions {
  /** How far the change goes. */
  readonly factor: Factor;
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: Range | undefined;
}

/** The names of {@link RandomColorOptions}. */
export const COLOR_OPTIONS: readonly string[] = ['factor', 'valueRange', ...RANDOM_OPTIONS];

/** What the layers that change colours have in common. */
export abstract class RandomColor extends RandomAugmentation {
  readonly factor: Range;
  readonly valueRange: Range;

  constructor(options: RandomColorOptions, bounds: Range) {
    super(options);
    this.factor = getFactor(this.className, 'factor', options.factor, bounds);
    this.valueRange = getValueRange(this.className, options.valueRange);
  }

  /** Images of one range of values in another. */
  protected toRange(images: tf.Tensor, [a, b]: Range, [low, high]: Range): tf.Tensor {
    if (a === low && b === high) return images;
    return tf.add(tf.mul(tf.div(tf.sub(images, a), b - a), high - low), low);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), factor: this.factor, value_range: this.valueRange };
  }
}

/** A value for each image, beside all of its pixels. */
export function eachImage(values: tf.Tensor): tf.Tensor {
  return tf.reshape(values, [-1, 1, 1, 1]);
}
