import type * as tf from '@tensorflow/tfjs-core';
import {
  FILL_MODES,
  type FillMode,
  PIXEL_INTERPOLATIONS,
  type PixelInterpolation,
  projectImages,
} from '../../../backends/projective-transform.js';
import { checkChoice, checkFinite } from '../../../support/check.js';
import type { Transformation } from './image-augmentation.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';

/** Options of the layers that move pixels. */
export interface RandomWarpOptions extends RandomAugmentationOptions {
  /** What comes in from outside: 'reflect', which is the default, 'wrap', 'nearest' or 'constant'. */
  readonly fillMode?: FillMode | undefined;
  /** What is outside with `fillMode: 'constant'`; 0 by default. */
  readonly fillValue?: number | undefined;
  /** 'bilinear', which is the default, or 'nearest'. */
  readonly interpolation?: PixelInterpolation | undefined;
}

/** The names of {@link RandomWarpOptions}. */
export const WARP_OPTIONS: readonly string[] = [...RANDOM_OPTIONS, 'fillMode', 'fillValue', 'interpolation'];

/** What the layers that move pixels by a matrix have in common. */
export abstract class RandomWarp extends RandomAugmentation {
  readonly fillMode: FillMode;
  readonly fillValue: number;
  readonly interpolation: PixelInterpolation;

  constructor(options: RandomWarpOptions) {
    super(options);
    const where = this.className;
    const { fillMode = 'reflect', interpolation = 'bilinear', fillValue = 0 } = options;
    this.fillMode = checkChoice(where, 'fillMode', fillMode, FILL_MODES);
    this.interpolation = checkChoice(where, 'interpolation', interpolation, PIXEL_INTERPOLATIONS);
    this.fillValue = checkFinite(where, 'fillValue', fillValue);
  }

  /** The transforms `[batch, 8]` of what was drawn, for images of this height and width. */
  protected abstract transforms(drawn: Transformation, height: number, width: number): tf.Tensor;

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    return this.#warp(images, drawn, this.interpolation);
  }

  /** Classes have no values between them. */
  protected override changeMasks(masks: tf.Tensor, drawn: Transformation): tf.Tensor {
    return this.#warp(masks, drawn, 'nearest');
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      fill_mode: this.fillMode,
      fill_value: this.fillValue,
      interpolation: this.interpolation,
    };
  }

  #warp(images: tf.Tensor, drawn: Transformation, interpolation: PixelInterpolation): tf.Tensor {
    const [, height, width] = images.shape as [number, number, number, number];
    const { fillMode, fillValue } = this;
    return projectImages(images, this.transforms(drawn, height, width), {
      interpolation,
      fillMode,
      fillValue,
    });
  }
}
