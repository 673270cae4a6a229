import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../../support/check.js';
import { type Factor, getFactor, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { RandomWarp, type RandomWarpOptions, WARP_OPTIONS } from './random-warp.js';

/** Options of {@link RandomZoom}. */
export interface RandomZoomOptions extends RandomWarpOptions {
  /** By how much more of the height is seen, in (-1, 1]: 0.2 is [-0.2, 0.2]; below zero images get larger. */
  readonly heightFactor: Factor;
  /** The same for the width; as the height, so that shapes stay, if it is left out. */
  readonly widthFactor?: Factor | null | undefined;
}

/**
 * Makes each image larger or smaller about its middle, at random.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_zoom/.
 *
 * @example
 * const augment = new layers.RandomZoom({ heightFactor: [-0.3, 0] });
 * augment(tf.ones([2, 28, 28, 1])).shape; // [2, 28, 28, 1]
 */
export class RandomZoom extends RandomWarp {
  readonly heightFactor: Factor;
  readonly widthFactor: Factor | null;
  readonly #height: Range;
  readonly #width: Range | null;

  constructor(options: RandomZoomOptions) {
    const where = 'RandomZoom';
    checkOptions(where, options, ['heightFactor', 'widthFactor', ...WARP_OPTIONS]);
    super(options);
    this.heightFactor = options.heightFactor;
    this.widthFactor = options.widthFactor ?? null;
    this.#height = getFactor(where, 'heightFactor', this.heightFactor, [-1, 1]);
    this.#width =
      this.widthFactor === null ? null : getFactor(where, 'widthFactor', this.widthFactor, [-1, 1]);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    const drawn = ([lower, upper]: Range) => this.uniform([batch!, 1], [1 + lower, 1 + upper]);
    const heightZoom = drawn(this.#height);
    return { heightZoom, widthZoom: this.#width === null ? heightZoom : drawn(this.#width) };
  }

  protected override transforms(drawn: Transformation, height: number, width: number): tf.Tensor {
    const x = drawn!['widthZoom']!;
    const y = drawn!['heightZoom']!;
    const zero = tf.zerosLike(x);
    const offset = (zoom: tf.Tensor, size: number) => tf.mul((size - 1) / 2, tf.sub(1, zoom));
    return tf.concat([x, zero, offset(x, width), zero, y, offset(y, height), zero, zero], 1);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), height_factor: this.heightFactor, width_factor: this.widthFactor };
  }
}
