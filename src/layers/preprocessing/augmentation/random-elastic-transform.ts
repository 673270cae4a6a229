import * as tf from '@tensorflow/tfjs-core';
import { PIXEL_INTERPOLATIONS, type PixelInterpolation } from '../../../backends/projective-transform.js';
import { checkChoice, checkFinite, checkOptions } from '../../../support/check.js';
import { COORDINATES_FILLS, type CoordinatesFill, displaced, ripples } from '../../ops/image/warps.js';
import { type Factor, getFactor, getValueRange, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';
import { eachImage } from './random-color.js';

/** Options of {@link RandomElasticTransform}. */
export interface RandomElasticTransformOptions extends RandomAugmentationOptions {
  /** The probability for each image, drawn from this range; 1, which is [0, 1], by default. */
  readonly factor?: Factor | undefined;
  /** How far pixels move, in [0, 1], drawn from this range; 1, which is [0, 1], by default. */
  readonly scale?: Factor | undefined;
  /** 'bilinear', which is the default, or 'nearest'. */
  readonly interpolation?: PixelInterpolation | undefined;
  /** What comes in from outside: 'reflect', which is the default, 'mirror', 'wrap', 'nearest' or 'constant'. */
  readonly fillMode?: CoordinatesFill | undefined;
  /** What is outside with `fillMode: 'constant'`; 0 by default. */
  readonly fillValue?: number | undefined;
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: Range | undefined;
}

const OWN = ['factor', 'scale', 'interpolation', 'fillMode', 'fillValue', 'valueRange'];

/**
 * Distorts random images as if they were drawn on rubber.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_elastic_transform/.
 *
 * @example
 * new layers.RandomElasticTransform({ scale: 0.5 })(tf.ones([2, 28, 28, 1])).shape; // [2, 28, 28, 1]
 */
export class RandomElasticTransform extends RandomAugmentation {
  readonly factor: Range;
  readonly scale: Range;
  readonly interpolation: PixelInterpolation;
  readonly fillMode: CoordinatesFill;
  readonly fillValue: number;
  readonly valueRange: Range;

  constructor(options: RandomElasticTransformOptions = {}) {
    const where = 'RandomElasticTransform';
    checkOptions(where, options, [...RANDOM_OPTIONS, ...OWN]);
    super(options);
    const {
      factor = 1,
      scale = 1,
      interpolation = 'bilinear',
      fillMode = 'reflect',
      fillValue = 0,
    } = options;
    this.factor = getFactor(where, 'factor', factor, [0, 1]);
    this.scale = getFactor(where, 'scale', scale, [0, 1]);
    this.interpolation = checkChoice(where, 'interpolation', interpolation, PIXEL_INTERPOLATIONS);
    this.fillMode = checkChoice(where, 'fillMode', fillMode, COORDINATES_FILLS);
    this.fillValue = checkFinite(where, 'fillValue', fillValue);
    this.valueRange = getValueRange(where, options.valueRange);
  }

  protected override draw([batch, height, width]: readonly number[]): Transformation {
    const most = this.scale[1];
    if (most === 0 || this.factor[1] === 0) return null;
    const probability = this.uniform([batch!], this.factor);
    const applyTransform = tf.less(this.uniform([batch!], [0, 1]), probability);
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
    return tf.clipByValue(this.#displace(images, drawn, this.interpolation), ...this.valueRange);
  }

  /** Classes have no values between them. */
  protected override changeMasks(masks: tf.Tensor, drawn: Transformation): tf.Tensor {
    return this.#displace(masks, drawn, 'nearest');
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      factor: this.factor,
      scale: this.scale,
      interpolation: this.interpolation,
      fill_mode: this.fillMode,
      fill_value: this.fillValue,
      value_range: this.valueRange,
    };
  }

  #displace(images: tf.Tensor, drawn: Transformation, interpolation: PixelInterpolation): tf.Tensor {
    if (drawn === null) return images;
    const { dx, dy, applyTransform } = drawn;
    const { fillMode, fillValue } = this;
    const order = PIXEL_INTERPOLATIONS.indexOf(interpolation);
    const moved = displaced(images, dx!, dy!, { order, fillMode, fillValue });
    return tf.where(eachImage(applyTransform!), moved, images);
  }
}
