import * as tf from '@tensorflow/tfjs-core';
import { checkChoice, checkOptions } from '../../../support/check.js';
import { camelCase, snakeCase } from '../../../support/names.js';
import type { Transformation } from './image-augmentation.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';

/** Which way images are mirrored. */
export type FlipMode = 'horizontal' | 'vertical' | 'horizontalAndVertical';

const MODES: readonly FlipMode[] = ['horizontal', 'vertical', 'horizontalAndVertical'];

/** Options of {@link RandomFlip}. */
export interface RandomFlipOptions extends RandomAugmentationOptions {
  /** 'horizontal', 'vertical', or 'horizontalAndVertical', which is the default. */
  readonly mode?: FlipMode | 'horizontal_and_vertical' | undefined;
}

/**
 * Mirrors each image with a probability of one half: left and right, top and bottom, or both at once.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_flip/.
 *
 * @example
 * const augment = new layers.RandomFlip({ mode: 'horizontal', seed: 1 });
 * augment(tf.ones([2, 28, 28, 1])).shape; // [2, 28, 28, 1]
 */
export class RandomFlip extends RandomAugmentation {
  readonly mode: FlipMode;

  constructor(options: RandomFlipOptions = {}) {
    checkOptions('RandomFlip', options, ['mode', ...RANDOM_OPTIONS]);
    super(options);
    const { mode = 'horizontalAndVertical' } = options;
    this.mode = checkChoice('RandomFlip', 'mode', typeof mode === 'string' ? camelCase(mode) : mode, MODES);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    return { flips: tf.lessEqual(this.uniform([batch!, 1, 1, 1], [0, 1]), 0.5) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const axes = { horizontal: [2], vertical: [1], horizontalAndVertical: [1, 2] }[this.mode];
    return tf.where(drawn!['flips']!, tf.reverse(images, axes), images);
  }

  protected override changeMasks(masks: tf.Tensor, drawn: Transformation): tf.Tensor {
    return this.changeImages(masks, drawn);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), mode: snakeCase(this.mode) };
  }
}
