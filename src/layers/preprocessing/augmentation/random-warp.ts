import type * as tf from '@tensorflow/tfjs-core';
import {
  FILL_MODES,
  type FillMode,
  type PixelInterpolation,
  projectImages,
} from '../../../backends/operations/projective-transform.js';
import { checkChoice } from '../../../support/check.js';
import type { Transformation } from './image-augmentation.js';
import { RandomResampling, type RandomResamplingOptions, RESAMPLING_OPTIONS } from './random-resampling.js';

/** Options of the layers that move pixels by a matrix; `fillValue` is what is outside with `fillMode: 'constant'`. */
export interface RandomWarpOptions extends RandomResamplingOptions {
  /** What comes in from outside: 'reflect', which is the default, 'wrap', 'nearest' or 'constant'. */
  readonly fillMode?: FillMode | undefined;
}

/** The names of {@link RandomWarpOptions}. */
export const WARP_OPTIONS: readonly string[] = [...RESAMPLING_OPTIONS, 'fillMode'];

/** What the layers that move pixels by a matrix have in common. */
export abstract class RandomWarp extends RandomResampling {
  readonly fillMode: FillMode;

  constructor(options: RandomWarpOptions) {
    super(options);
    this.fillMode = checkChoice(this.className, 'fillMode', options.fillMode ?? 'reflect', FILL_MODES);
  }

  /** The transforms `[batch, 8]` of what was drawn, for images of this height and width. */
  protected abstract transforms(drawn: Transformation, height: number, width: number): tf.Tensor;

  protected override resample(
    images: tf.Tensor,
    drawn: Transformation,
    interpolation: PixelInterpolation,
  ): tf.Tensor {
    const [, height, width] = images.shape as [number, number, number, number];
    const { fillMode, fillValue } = this;
    return projectImages(images, this.transforms(drawn, height, width), {
      interpolation,
      fillMode,
      fillValue,
    });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), fill_mode: this.fillMode };
  }
}
