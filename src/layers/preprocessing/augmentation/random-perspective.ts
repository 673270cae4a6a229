import * as tf from '@tensorflow/tfjs-core';
import {
  PIXEL_INTERPOLATIONS,
  type PixelInterpolation,
  projectImages,
} from '../../../backends/projective-transform.js';
import { checkChoice, checkFinite, checkOptions, checkRange } from '../../../support/check.js';
import { homography } from '../../ops/image/warps.js';
import { type Factor, getFactor, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';
import { eachImage } from './random-color.js';

/** Options of {@link RandomPerspective}. */
export interface RandomPerspectiveOptions extends RandomAugmentationOptions {
  /** The probability for each image, drawn from this range; 1, which is [0, 1], by default. */
  readonly factor?: Factor | undefined;
  /** How far corners move, as a share of the image, in [0, 1]; 1 by default. */
  readonly scale?: number | undefined;
  /** 'bilinear', which is the default, or 'nearest'. */
  readonly interpolation?: PixelInterpolation | undefined;
  /** What comes in from outside; 0 by default. */
  readonly fillValue?: number | undefined;
}

/**
 * Shows random images as if they were seen from another side.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_perspective/.
 *
 * @example
 * new layers.RandomPerspective({ scale: 0.3 })(tf.ones([2, 28, 28, 1])).shape; // [2, 28, 28, 1]
 */
export class RandomPerspective extends RandomAugmentation {
  readonly factor: Range;
  readonly scale: number;
  readonly interpolation: PixelInterpolation;
  readonly fillValue: number;

  constructor(options: RandomPerspectiveOptions = {}) {
    const where = 'RandomPerspective';
    checkOptions(where, options, [...RANDOM_OPTIONS, 'factor', 'scale', 'interpolation', 'fillValue']);
    super(options);
    const { factor = 1, scale = 1, interpolation = 'bilinear', fillValue = 0 } = options;
    this.factor = getFactor(where, 'factor', factor, [0, 1]);
    this.scale = checkRange(where, 'scale', scale, 0, 1);
    this.interpolation = checkChoice(where, 'interpolation', interpolation, PIXEL_INTERPOLATIONS);
    this.fillValue = checkFinite(where, 'fillValue', fillValue);
  }

  protected override draw([batch, height, width]: readonly number[]): Transformation {
    const probability = this.uniform([batch!], this.factor);
    const applyPerspective = tf.less(this.uniform([batch!], [0, 1]), probability);
    const [right, bottom] = [width! - 1, height! - 1];
    const corners = [0, 0, right, 0, 0, bottom, right, bottom];
    const startPoints = tf.tile(tf.tensor(corners, [1, 4, 2]), [batch!, 1, 1]);
    const moved = this.uniform([batch!, 4, 2], [-0.5 * this.scale, 0.5 * this.scale]);
    return { applyPerspective, startPoints, endPoints: tf.add(startPoints, tf.mul(startPoints, moved)) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    return this.#project(images, drawn, this.interpolation);
  }

  /** Classes have no values between them. */
  protected override changeMasks(masks: tf.Tensor, drawn: Transformation): tf.Tensor {
    return this.#project(masks, drawn, 'nearest');
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      factor: this.factor,
      scale: this.scale,
      interpolation: this.interpolation,
      fill_value: this.fillValue,
    };
  }

  #project(images: tf.Tensor, drawn: Transformation, interpolation: PixelInterpolation): tf.Tensor {
    const { startPoints, endPoints, applyPerspective } = drawn!;
    const projected = projectImages(images, homography(startPoints!, endPoints!), {
      interpolation,
      fillMode: 'constant',
      fillValue: this.fillValue,
    });
    return tf.where(eachImage(applyPerspective!), projected, images);
  }
}
