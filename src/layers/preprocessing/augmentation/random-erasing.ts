import * as tf from '@tensorflow/tfjs-core';
import { normal } from '../../../backends/random.js';
import { checkFinite, checkOptions } from '../../../support/check.js';
import { type Factor, getFactor, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { boxEdges, boxMasks } from './random-boxes.js';
import { COLOR_OPTIONS, eachImage, RandomColor, type RandomColorOptions } from './random-color.js';

/** Options of {@link RandomErasing}. */
export interface RandomErasingOptions extends Omit<RandomColorOptions, 'factor'> {
  /** The probability for each image, drawn from this range; 1, which is [0, 1], by default. */
  readonly factor?: Factor | undefined;
  /** The share of height and width, squared, that is erased; [0.02, 0.33] by default. */
  readonly scale?: Factor | undefined;
  /** What the piece becomes: a value, or one for each channel; noise by default. */
  readonly fillValue?: number | readonly number[] | null | undefined;
}

/**
 * Erases a rectangle at a random place of random images.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_erasing/ and
 * https://arxiv.org/abs/1708.04896.
 *
 * @example
 * new layers.RandomErasing({ fillValue: 0 })(tf.ones([2, 8, 8, 3]));
 */
export class RandomErasing extends RandomColor {
  readonly scale: Range;
  readonly fillValue: number | readonly number[] | null;

  constructor(options: RandomErasingOptions = {}) {
    checkOptions('RandomErasing', options, [...COLOR_OPTIONS, 'scale', 'fillValue']);
    super({ ...options, factor: options.factor ?? 1 }, [0, 1]);
    this.scale = getFactor('RandomErasing', 'scale', options.scale ?? [0.02, 0.33], [0, 1]);
    this.fillValue = options.fillValue ?? null;
    for (const one of [this.fillValue ?? 0].flat()) checkFinite('RandomErasing', 'fillValue', one);
  }

  protected override draw(shape: readonly [number, number, number, number]): Transformation {
    const [batch, height, width] = shape;
    const share = () => tf.sqrt(this.uniform([batch], this.scale));
    const edges = (size: number) => boxEdges(size, share(), this.uniform([batch], [0, 1]));
    const batchMasks = boxMasks(shape, edges(width), edges(height));
    const applyErasing = this.happens(batch, this.factor);
    const { fillValue } = this;
    const fill =
      fillValue === null
        ? tf.mul(normal(shape, 0, 1, this.generator), this.valueRange[1])
        : tf.add(tf.zeros([...shape]), tf.tensor(fillValue as tf.TensorLike, undefined, 'float32'));
    return { applyErasing, batchMasks, fillValue: tf.clipByValue(fill, ...this.valueRange) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const erased = tf.where(drawn!['batchMasks']!, drawn!['fillValue']!, images);
    return tf.where(eachImage(drawn!['applyErasing']!), erased, images);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), scale: this.scale, fill_value: this.fillValue };
  }
}
