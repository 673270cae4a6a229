import * as tf from '@tensorflow/tfjs-core';
import { randomPermutation, symmetricBeta } from '../../../backends/random.js';
import { checkOptions } from '../../../support/check.js';
import { type Factor, getFactor, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import { mixed } from './mix-up.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';
import { boxEdges, boxMasks } from './random-boxes.js';

/** Options of {@link CutMix}. */
export interface CutMixOptions extends RandomAugmentationOptions {
  /** Both parameters of the beta distribution that tells the share of the piece, in [0, 1]: f is [0, f]. 1 by default. */
  readonly factor?: Factor | undefined;
}

/**
 * Puts a rectangle of another image of the batch into each image, and mixes the labels by its share: call it with
 * `{ images, labels }`, labels in floats such as one-hot ones.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/cut_mix/ and https://arxiv.org/abs/1905.04899.
 *
 * @example
 * const cut = new layers.CutMix();
 * const { images, labels } = cut({ images: tf.ones([2, 4, 4, 3]), labels: tf.eye(2) }) as never;
 */
export class CutMix extends RandomAugmentation {
  readonly factor: Range;

  constructor(options: CutMixOptions = {}) {
    checkOptions('CutMix', options, ['factor', ...RANDOM_OPTIONS]);
    super(options);
    this.factor = getFactor('CutMix', 'factor', options.factor ?? 1, [0, 1]);
  }

  protected override draw(shape: readonly [number, number, number, number]): Transformation {
    const [batch, height, width] = shape;
    const side = tf.sqrt(tf.sub(1, symmetricBeta([batch], this.factor, this.generator)));
    const [x, y] = [width, height].map((size) => boxEdges(size, side, this.uniform([batch], [0, 1])));
    const area = tf.mul(tf.sub(x![1], x![0]), tf.sub(y![1], y![0]));
    return {
      permutationOrder: randomPermutation(batch, this.generator),
      batchMasks: boxMasks(shape, x!, y!),
      mixWeight: tf.reshape(tf.sub(1, tf.div(area, width * height)), [batch, 1, 1, 1]),
    };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const others = tf.gather(images, drawn!['permutationOrder'] as tf.Tensor1D);
    return tf.where(drawn!['batchMasks']!, others, images);
  }

  protected override changeLabels(labels: tf.Tensor, drawn: Transformation): tf.Tensor {
    return mixed(labels, drawn);
  }

  /** A mask may have another number of channels than its image. */
  protected override changeMasks(masks: tf.Tensor, drawn: Transformation): tf.Tensor {
    const one = tf.slice(drawn!['batchMasks']!, [0, 0, 0, 0], [-1, -1, -1, 1]);
    const box = tf.tile(one, [1, 1, 1, masks.shape[3]!]);
    return this.changeImages(masks, { ...drawn, batchMasks: box });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), factor: this.factor };
  }
}
