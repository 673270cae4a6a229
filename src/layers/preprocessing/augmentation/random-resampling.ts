import type * as tf from '@tensorflow/tfjs-core';
import {
  PIXEL_INTERPOLATIONS,
  type PixelInterpolation,
} from '../../../backends/operations/projective-transform.js';
import { checkChoice, checkFinite } from '../../../support/check.js';
import type { Transformation } from './image-augmentation.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';

/** Options of the layers that read pixels from other places. */
export interface RandomResamplingOptions extends RandomAugmentationOptions {
  /** 'bilinear', which is the default, or 'nearest'. */
  readonly interpolation?: PixelInterpolation | undefined;
  /** What is outside, where nothing else is said of it; 0 by default. */
  readonly fillValue?: number | undefined;
}

/** The names of {@link RandomResamplingOptions}. */
export const RESAMPLING_OPTIONS: readonly string[] = ['interpolation', 'fillValue', ...RANDOM_OPTIONS];

/** What the layers that read pixels from other places have in common. */
export abstract class RandomResampling extends RandomAugmentation {
  readonly interpolation: PixelInterpolation;
  readonly fillValue: number;

  constructor(options: RandomResamplingOptions) {
    super(options);
    const { interpolation = 'bilinear', fillValue = 0 } = options;
    this.interpolation = checkChoice(this.className, 'interpolation', interpolation, PIXEL_INTERPOLATIONS);
    this.fillValue = checkFinite(this.className, 'fillValue', fillValue);
  }

  /** Images `[batch, height, width, channels]` with their pixels where what was drawn puts them. */
  protected abstract resample(
    images: tf.Tensor,
    drawn: Transformation,
    interpolation: PixelInterpolation,
  ): tf.Tensor;

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    return this.resample(images, drawn, this.interpolation);
  }

  /** Classes have no values between them. */
  protected override changeMasks(masks: tf.Tensor, drawn: Transformation): tf.Tensor {
    return this.resample(masks, drawn, 'nearest');
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), interpolation: this.interpolation, fill_value: this.fillValue };
  }
}
