import * as tf from '@tensorflow/tfjs-core';
import { divNoNan } from '../../../backends/operations/div-no-nan.js';
import { checkOptions } from '../../../support/check.js';
import { getValueRange, type Range } from './factor.js';
import {
  AUGMENTATION_OPTIONS,
  ImageAugmentation,
  type ImageAugmentationOptions,
} from './image-augmentation.js';

/** Options of {@link AutoContrast}. */
export interface AutoContrastOptions extends ImageAugmentationOptions {
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: Range | undefined;
}

/**
 * Spreads the values of each image and channel over the whole range, also outside of training.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/auto_contrast/.
 *
 * @example
 * new layers.AutoContrast()(tf.tensor([1, 2, 3], [1, 3, 1, 1])).flatten().numpy(); // [0, 127.5, 255]
 */
export class AutoContrast extends ImageAugmentation {
  readonly valueRange: Range;

  constructor(options: AutoContrastOptions = {}) {
    checkOptions('AutoContrast', options, ['valueRange', ...AUGMENTATION_OPTIONS]);
    super(options);
    this.valueRange = getValueRange('AutoContrast', options.valueRange);
  }

  protected override changeImages(images: tf.Tensor): tf.Tensor {
    const [low, high] = this.valueRange;
    const darkest = tf.min(images, [1, 2], true);
    const range = tf.sub(tf.max(images, [1, 2], true), darkest);
    const spread = tf.add(tf.mul(divNoNan(tf.sub(images, darkest), range), high - low), low);
    const changed = tf.clipByValue(spread, low, high);
    return tf.where(tf.logicalAnd(tf.greater(range, 0), tf.onesLike(images).cast('bool')), changed, images);
  }

  protected override changeOutsideTraining(images: tf.Tensor): tf.Tensor {
    return this.changeImages(images);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), value_range: this.valueRange };
  }
}
