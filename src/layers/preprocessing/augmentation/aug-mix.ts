import * as tf from '@tensorflow/tfjs-core';
import {
  PIXEL_INTERPOLATIONS,
  type PixelInterpolation,
} from '../../../backends/operations/projective-transform.js';
import { gamma, randomInteger, symmetricBeta } from '../../../backends/random.js';
import { checkChoice, checkNumber, checkOptions, checkPositiveInteger } from '../../../support/check.js';
import { augmentationSet, drawnUnder, drawUnder } from './augmentation-set.js';
import type { Factor } from './factor.js';
import type { ImageAugmentation, Transformation } from './image-augmentation.js';
import { COLOR_OPTIONS, RandomColor, type RandomColorOptions } from './random-color.js';

/** Options of {@link AugMix}. */
export interface AugMixOptions extends Omit<RandomColorOptions, 'factor'> {
  /** How many chains of changes are mixed; 3 by default. */
  readonly numChains?: number | undefined;
  /** How many changes a chain has at most; 3 by default. */
  readonly chainDepth?: number | undefined;
  /** How strong changes are, in [0, 1]; 0.3, which is [0, 0.3], by default. */
  readonly factor?: Factor | undefined;
  /** The parameter of the distributions that tell the shares, above 0; 1 by default. */
  readonly alpha?: number | undefined;
  /** False: without changes of brightness, colour, contrast and sharpness. True by default. */
  readonly allOps?: boolean | undefined;
  /** 'bilinear', which is the default, or 'nearest'. */
  readonly interpolation?: PixelInterpolation | undefined;
}

/**
 * Mixes the images of a batch with what several chains of random changes make of them. Images have three channels. The
 * changes are chosen on the host, so that a step with this layer runs as it is written.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/aug_mix/ and https://arxiv.org/abs/1912.02781.
 *
 * @example
 * new layers.AugMix({ valueRange: [0, 1] })(tf.ones([2, 8, 8, 3]));
 */
export class AugMix extends RandomColor {
  readonly numChains: number;
  readonly chainDepth: number;
  readonly alpha: number;
  readonly allOps: boolean;
  readonly interpolation: PixelInterpolation;
  readonly augmentations: readonly ImageAugmentation[];

  constructor(options: AugMixOptions = {}) {
    const where = 'AugMix';
    const known = ['numChains', 'chainDepth', 'alpha', 'allOps', 'interpolation'];
    checkOptions(where, options, [...COLOR_OPTIONS, ...known]);
    super({ ...options, factor: options.factor ?? 0.3 }, [0, 1]);
    const { interpolation = 'bilinear', numChains = 3, chainDepth = 3, alpha = 1 } = options;
    this.numChains = checkPositiveInteger(where, 'numChains', numChains);
    this.chainDepth = checkPositiveInteger(where, 'chainDepth', chainDepth);
    this.alpha = checkNumber(where, 'alpha', alpha, 'a number above 0', (n) => n > 0);
    this.allOps = options.allOps ?? true;
    this.interpolation = checkChoice(where, 'interpolation', interpolation, PIXEL_INTERPOLATIONS);
    const { factor, valueRange, seed } = this;
    const settings = { factor, valueRange, seed, interpolation: this.interpolation };
    this.augmentations = augmentationSet({ ...settings, dataFormat: 'channelsLast' }, this.allOps);
  }

  protected override draw(shape: readonly [number, number, number, number]): Transformation {
    const shares = gamma([this.numChains], this.alpha, this.generator);
    const count = this.numChains * this.chainDepth;
    // One more than there are layers: no change at this place of a chain.
    const layerIdxes = randomInteger([count], 0, this.augmentations.length + 1, this.generator);
    const like = tf.zeros([...shape]);
    const drawn = [...layerIdxes.dataSync()].map((index, place) => {
      const layer = this.augmentations[index];
      return layer === undefined ? {} : drawUnder(`${place}.`, layer, like);
    });
    return Object.assign(
      {
        chainMixingWeights: tf.div(shares, tf.sum(shares)),
        weightSample: symmetricBeta([], [this.alpha, this.alpha], this.generator),
        layerIdxes,
      },
      ...drawn,
    ) as Transformation;
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const mixed = this.#mix(images, drawn, (layer, x, own) => layer.transformImages(x, own));
    return tf.clipByValue(mixed, ...this.valueRange);
  }

  protected override changeMasks(masks: tf.Tensor, drawn: Transformation): tf.Tensor {
    return this.#mix(masks, drawn, (layer, x, own) => layer.transformSegmentationMasks(x, own));
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      num_chains: this.numChains,
      chain_depth: this.chainDepth,
      alpha: this.alpha,
      all_ops: this.allOps,
      interpolation: this.interpolation,
    };
  }

  #mix(
    x: tf.Tensor,
    drawn: Transformation,
    change: (layer: ImageAugmentation, x: tf.Tensor, drawn: Transformation) => tf.Tensor,
  ): tf.Tensor {
    const chosen = [...drawn!['layerIdxes']!.dataSync()];
    const shares = tf.split(drawn!['chainMixingWeights']!, this.numChains);
    const chains = shares.map((share, chain) => {
      let changed = x;
      for (let place = chain * this.chainDepth; place < (chain + 1) * this.chainDepth; place++) {
        const layer = this.augmentations[chosen[place]!];
        if (layer !== undefined) changed = change(layer, changed, drawnUnder(`${place}.`, drawn));
      }
      return tf.mul(changed, share);
    });
    const share = drawn!['weightSample']!;
    return tf.add(tf.mul(share, x), tf.mul(tf.sub(1, share), tf.addN(chains)));
  }
}
