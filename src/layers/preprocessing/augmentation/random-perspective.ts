import * as tf from '@tensorflow/tfjs-core';
import { type PixelInterpolation, projectImages } from '../../../backends/operations/projective-transform.js';
import { checkOptions, checkRange } from '../../../support/check.js';
import { homography } from '../../ops/image/warps.js';
import { type Factor, getFactor, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { eachImage } from './random-color.js';
import { RandomResampling, type RandomResamplingOptions, RESAMPLING_OPTIONS } from './random-resampling.js';

/** Options of {@link RandomPerspective}. */
export interface RandomPerspectiveOptions extends RandomResamplingOptions {
  /** The probability for each image, drawn from this range; 1, which is [0, 1], by default. */
  readonly factor?: Factor | undefined;
  /** How far corners move, as a share of the image, in [0, 1]; 1 by default. */
  readonly scale?: number | undefined;
}

/**
 * Shows random images as if they were seen from another side.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_perspective/.
 *
 * @example
 * new layers.RandomPerspective({ scale: 0.3 })(tf.ones([2, 28, 28, 1])).shape; // [2, 28, 28, 1]
 */
export class RandomPerspective extends RandomResampling {
  readonly factor: Range;
  readonly scale: number;

  constructor(options: RandomPerspectiveOptions = {}) {
    const where = 'RandomPerspective';
    checkOptions(where, options, ['factor', 'scale', ...RESAMPLING_OPTIONS]);
    super(options);
    const { factor = 1, scale = 1 } = options;
    this.factor = getFactor(where, 'factor', factor, [0, 1]);
    this.scale = checkRange(where, 'scale', scale, 0, 1);
  }

  protected override draw([batch, height, width]: readonly number[]): Transformation {
    const applyPerspective = this.happens(batch!, this.factor);
    const [right, bottom] = [width! - 1, height! - 1];
    const corners = [0, 0, right, 0, 0, bottom, right, bottom];
    const startPoints = tf.tile(tf.tensor(corners, [1, 4, 2]), [batch!, 1, 1]);
    const moved = this.uniform([batch!, 4, 2], [-0.5 * this.scale, 0.5 * this.scale]);
    return { applyPerspective, startPoints, endPoints: tf.add(startPoints, tf.mul(startPoints, moved)) };
  }

  protected override resample(
    images: tf.Tensor,
    drawn: Transformation,
    interpolation: PixelInterpolation,
  ): tf.Tensor {
    const { startPoints, endPoints, applyPerspective } = drawn!;
    const projected = projectImages(images, homography(startPoints!, endPoints!), {
      interpolation,
      fillMode: 'constant',
      fillValue: this.fillValue,
    });
    return tf.where(eachImage(applyPerspective!), projected, images);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), factor: this.factor, scale: this.scale };
  }
}
