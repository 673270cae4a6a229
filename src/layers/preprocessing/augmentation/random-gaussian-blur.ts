import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, show } from '../../../support/check.js';
import { ValueError } from '../../../support/errors.js';
import { blurred } from '../../ops/image/filters.js';
import { type Factor, getFactor, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { COLOR_OPTIONS, eachImage, RandomColor, type RandomColorOptions } from './random-color.js';

/** Options of {@link RandomGaussianBlur}. */
export interface RandomGaussianBlurOptions extends Omit<RandomColorOptions, 'factor'> {
  /** The probability for each image, drawn from this range; 1, which is [0, 1], by default. */
  readonly factor?: Factor | undefined;
  /** The size of the window in pixels, an odd number, or one for each of two axes; 3 by default. */
  readonly kernelSize?: number | readonly [number, number] | undefined;
  /** How far a pixel spreads, in [0, 1]: one number s is [0, s]. 1 by default. */
  readonly sigma?: Factor | undefined;
}

/**
 * Blurs random images.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_gaussian_blur/.
 *
 * @example
 * new layers.RandomGaussianBlur({ kernelSize: 5 })(tf.ones([2, 8, 8, 3]));
 */
export class RandomGaussianBlur extends RandomColor {
  readonly kernelSize: readonly [number, number];
  readonly sigma: Range;

  constructor(options: RandomGaussianBlurOptions = {}) {
    const where = 'RandomGaussianBlur';
    checkOptions(where, options, [...COLOR_OPTIONS, 'kernelSize', 'sigma']);
    super({ ...options, factor: options.factor ?? 1 }, [0, 1]);
    const { kernelSize = 3 } = options;
    const sizes = typeof kernelSize === 'number' ? [kernelSize, kernelSize] : kernelSize;
    if (!Array.isArray(sizes) || sizes.length !== 2 || !sizes.every((size) => size > 0 && size % 2 === 1)) {
      throw new ValueError(
        `${where}: kernelSize must be an odd number, or two; received ${show(kernelSize)}.`,
      );
    }
    this.kernelSize = sizes as unknown as readonly [number, number];
    this.sigma = getFactor(where, 'sigma', options.sigma ?? 1, [0, 1]);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    return {
      shouldApplyBlur: this.happens(batch!, this.factor),
      blurFactor: tf.add(this.uniform([2], this.sigma), 1e-6),
    };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const [x, y] = tf.split(drawn!['blurFactor']!, 2) as [tf.Tensor, tf.Tensor];
    return tf.clipByValue(
      tf.where(eachImage(drawn!['shouldApplyBlur']!), blurred(images, this.kernelSize, [x, y]), images),
      ...this.valueRange,
    );
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), kernel_size: this.kernelSize, sigma: this.sigma };
  }
}
