import * as tf from '@tensorflow/tfjs-core';
import {
  PIXEL_INTERPOLATIONS,
  type PixelInterpolation,
} from '../../../backends/operations/projective-transform.js';
import { randomInteger } from '../../../backends/random.js';
import { checkChoice, checkNaturalNumber, checkOptions } from '../../../support/check.js';
import { augmentationSet, drawnUnder, drawUnder } from './augmentation-set.js';
import type { Factor } from './factor.js';
import type { ImageAugmentation, Transformation } from './image-augmentation.js';
import { COLOR_OPTIONS, RandomColor, type RandomColorOptions } from './random-color.js';

/** Options of {@link RandAugment}. */
export interface RandAugmentOptions extends Omit<RandomColorOptions, 'factor'> {
  /** How many changes follow each other; 2 by default. */
  readonly numOps?: number | undefined;
  /** How strong they are, in [0, 1]; 0.5, which is [0, 0.5], by default. */
  readonly factor?: Factor | undefined;
  /** 'bilinear', which is the default, or 'nearest'. */
  readonly interpolation?: PixelInterpolation | undefined;
}

/**
 * Changes the images of a batch in some ways that are drawn from eleven: they are moved, recoloured or sharpened. Images
 * have three channels. The ways are chosen on the host, so that a step with this layer runs as it is written.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/rand_augment/ and
 * https://arxiv.org/abs/1909.13719.
 *
 * @example
 * new layers.RandAugment({ valueRange: [0, 1] })(tf.ones([2, 8, 8, 3]));
 */
export class RandAugment extends RandomColor {
  readonly numOps: number;
  readonly interpolation: PixelInterpolation;
  readonly augmentations: readonly ImageAugmentation[];

  constructor(options: RandAugmentOptions = {}) {
    const where = 'RandAugment';
    checkOptions(where, options, [...COLOR_OPTIONS, 'numOps', 'interpolation']);
    super({ ...options, factor: options.factor ?? 0.5 }, [0, 1]);
    const { interpolation = 'bilinear' } = options;
    this.numOps = checkNaturalNumber(where, 'numOps', options.numOps ?? 2);
    this.interpolation = checkChoice(where, 'interpolation', interpolation, PIXEL_INTERPOLATIONS);
    const { factor, valueRange, seed } = this;
    const settings = { factor, valueRange, seed, interpolation: this.interpolation };
    this.augmentations = augmentationSet({ ...settings, dataFormat: 'channelsLast' }, true);
  }

  protected override draw(shape: readonly [number, number, number, number]): Transformation {
    const layerIdxes = randomInteger([this.numOps], 0, this.augmentations.length, this.generator);
    const like = tf.zeros([...shape]);
    const drawn = [...layerIdxes.dataSync()].map((index, op) =>
      drawUnder(`${op}.`, this.augmentations[index]!, like),
    );
    return Object.assign({ layerIdxes }, ...drawn) as Transformation;
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    return this.#each(drawn, images, (layer, x, own) => layer.transformImages(x, own));
  }

  protected override changeMasks(masks: tf.Tensor, drawn: Transformation): tf.Tensor {
    return this.#each(drawn, masks, (layer, x, own) => layer.transformSegmentationMasks(x, own));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), num_ops: this.numOps, interpolation: this.interpolation };
  }

  #each(
    drawn: Transformation,
    x: tf.Tensor,
    change: (layer: ImageAugmentation, x: tf.Tensor, drawn: Transformation) => tf.Tensor,
  ): tf.Tensor {
    const chosen = [...drawn!['layerIdxes']!.dataSync()];
    const changed = chosen.reduce(
      (before, index, op) => change(this.augmentations[index]!, before, drawnUnder(`${op}.`, drawn)),
      x,
    );
    return tf.clone(changed);
  }
}
