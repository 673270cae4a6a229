import * as tf from '@tensorflow/tfjs-core';
import {
  PIXEL_INTERPOLATIONS,
  type PixelInterpolation,
} from '../../../backends/operations/projective-transform.js';
import { checkChoice, checkOptions } from '../../../support/check.js';
import { COORDINATES_FILLS, type CoordinatesFill, displaced, ripples } from '../../ops/image/warps.js';
import { type Factor, getFactor, getValueRange, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { eachImage } from './random-color.js';
import { RandomResampling, type RandomResamplingOptions, RESAMPLING_OPTIONS } from './random-resampling.js';

/** Options of {@link RandomElasticTransform}; `fillValue` is what is outside with `fillMode: 'constant'`. */
export interface RandomElasticTransformOptions extends RandomResamplingOptions {
  /** The probability for each image, drawn from this range; 1, which is [0, 1], by default. */
  readonly factor?: Factor | undefined;
  /** How far pixels move, in [0, 1], drawn from this range; 1, which is [0, 1], by default. */
  readonly scale?: Factor | undefined;
  /** What comes in from outside: 'reflect', which is the default, 'mirror', 'wrap', 'nearest' or 'constant'. */
  readonly fillMode?: CoordinatesFill | undefined;
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: Range | undefined;
}

const OWN = ['factor', 'scale', 'fillMode', 'valueRange'];

/**
 * Distorts random images as if they were drawn on rubber.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_elastic_transform/.
 *
 * @example
 * new layers.RandomElasticTransform({ scale: 0.5 })(tf.ones([2, 28, 28, 1])).shape; // [2, 28, 28, 1]
 */
export class RandomElasticTransform extends RandomResampling {
  readonly factor: Range;
  readonly scale: Range;
  readonly fillMode: CoordinatesFill;
  readonly valueRange: Range;

  constructor(options: RandomElasticTransformOptions = {}) {
    const where = 'RandomElasticTransform';
    checkOptions(where, options, [...OWN, ...RESAMPLING_OPTIONS]);
    super(options);
    const { factor = 1, scale = 1, fillMode = 'reflect' } = options;
    this.factor = getFactor(where, 'factor', factor, [0, 1]);
    this.scale = getFactor(where, 'scale', scale, [0, 1]);
    this.fillMode = checkChoice(where, 'fillMode', fillMode, COORDINATES_FILLS);
    this.valueRange = getValueRange(where, options.valueRange);
  }

  protected override draw([batch, height, width]: readonly number[]): Transformation {
    const most = this.scale[1];
    if (most === 0 || this.factor[1] === 0) return null;
    const applyTransform = this.happens(batch!, this.factor);
    const distortionFactor = this.uniform([], this.scale);
    const spread = 0.05 * Math.min(height!, width!);
    const sigma = tf.maximum(tf.mul(distortionFactor, spread), 1e-6);
    // The window of the widest spread: its size cannot be drawn in a step that is recorded.
    const size = (6 * Math.trunc(spread * most)) | 1;
    const [dx, dy] = ripples([batch!, height!, width!], size, sigma, this.generator);
    const distance = tf.mul(distortionFactor, 0.1 * Math.max(height!, width!));
    return { applyTransform, distortionFactor, dx: tf.mul(dx, distance), dy: tf.mul(dy, distance) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    return tf.clipByValue(super.changeImages(images, drawn), ...this.valueRange);
  }

  protected override resample(
    images: tf.Tensor,
    drawn: Transformation,
    interpolation: PixelInterpolation,
  ): tf.Tensor {
    if (drawn === null) return images;
    const { dx, dy, applyTransform } = drawn;
    const { fillMode, fillValue } = this;
    const order = PIXEL_INTERPOLATIONS.indexOf(interpolation);
    const moved = displaced(images, dx!, dy!, { order, fillMode, fillValue });
    return tf.where(eachImage(applyTransform!), moved, images);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      factor: this.factor,
      scale: this.scale,
      fill_mode: this.fillMode,
      value_range: this.valueRange,
    };
  }
}
