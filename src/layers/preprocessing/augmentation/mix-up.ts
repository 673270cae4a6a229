import * as tf from '@tensorflow/tfjs-core';
import { randomPermutation, symmetricBeta } from '../../../backends/random.js';
import { checkNumber, checkOptions } from '../../../support/check.js';
import type { Transformation } from './image-augmentation.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';

/** Options of {@link MixUp}. */
export interface MixUpOptions extends RandomAugmentationOptions {
  /** How strongly images are mixed, above 0: small numbers leave most of one image. 0.2 by default. */
  readonly alpha?: number | undefined;
}

/**
 * Mixes each image and its label with another one of the batch: call it with `{ images, labels }`, labels in floats such as
 * one-hot ones.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/mix_up/ and https://arxiv.org/abs/1710.09412.
 *
 * @example
 * const mix = new layers.MixUp({ alpha: 0.2 });
 * const { images, labels } = mix({ images: tf.ones([2, 4, 4, 3]), labels: tf.eye(2) }) as never;
 */
export class MixUp extends RandomAugmentation {
  readonly alpha: number;

  constructor(options: MixUpOptions = {}) {
    checkOptions('MixUp', options, ['alpha', ...RANDOM_OPTIONS]);
    super(options);
    this.alpha = checkNumber('MixUp', 'alpha', options.alpha ?? 0.2, 'a number above 0', (n) => n > 0);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    return {
      permutationOrder: randomPermutation(batch!, this.generator),
      mixWeight: symmetricBeta([batch!], [this.alpha, this.alpha], this.generator),
    };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    return mixed(images, drawn);
  }

  protected override changeLabels(labels: tf.Tensor, drawn: Transformation): tf.Tensor {
    return mixed(labels, drawn);
  }

  protected override changeMasks(masks: tf.Tensor, drawn: Transformation): tf.Tensor {
    return mixed(masks, drawn);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), alpha: this.alpha };
  }
}

/** Each row with the row that the drawn order puts in its place. */
export function mixed(rows: tf.Tensor, drawn: Transformation): tf.Tensor {
  const floats = tf.cast(rows, 'float32');
  const weight = tf.reshape(drawn!['mixWeight']!, [-1, ...rows.shape.slice(1).map(() => 1)]);
  const others = tf.gather(floats, drawn!['permutationOrder'] as tf.Tensor1D);
  return tf.add(tf.mul(weight, floats), tf.mul(tf.sub(1, weight), others));
}
