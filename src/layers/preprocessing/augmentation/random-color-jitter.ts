import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../../support/check.js';
import { type Factor, getValueRange, type Range } from './factor.js';
import type { ImageAugmentation, Transformation } from './image-augmentation.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';
import { RandomBrightness } from './random-brightness.js';
import { RandomContrast } from './random-contrast.js';
import { RandomHue } from './random-hue.js';
import { RandomSaturation } from './random-saturation.js';

/** Options of {@link RandomColorJitter}. */
export interface RandomColorJitterOptions extends RandomAugmentationOptions {
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: Range | undefined;
  /** As `factor` of RandomBrightness; nothing happens where it is left out. */
  readonly brightnessFactor?: Factor | null | undefined;
  /** As `factor` of RandomContrast. */
  readonly contrastFactor?: Factor | null | undefined;
  /** As `factor` of RandomSaturation. */
  readonly saturationFactor?: Factor | null | undefined;
  /** As `factor` of RandomHue. */
  readonly hueFactor?: Factor | null | undefined;
}

const FACTORS = ['brightnessFactor', 'contrastFactor', 'saturationFactor', 'hueFactor'] as const;

/**
 * Changes brightness, contrast, saturation and hue of each image at random, one after the other. Images have three
 * channels.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_color_jitter/.
 *
 * @example
 * new layers.RandomColorJitter({ brightnessFactor: 0.2, contrastFactor: 0.2 })(tf.ones([2, 4, 4, 3]));
 */
export class RandomColorJitter extends RandomAugmentation {
  readonly valueRange: Range;
  readonly brightnessFactor: Factor | null;
  readonly contrastFactor: Factor | null;
  readonly saturationFactor: Factor | null;
  readonly hueFactor: Factor | null;
  readonly randomBrightness: RandomBrightness | null;
  readonly randomContrast: RandomContrast | null;
  readonly randomSaturation: RandomSaturation | null;
  readonly randomHue: RandomHue | null;

  constructor(options: RandomColorJitterOptions = {}) {
    checkOptions('RandomColorJitter', options, ['valueRange', ...FACTORS, ...RANDOM_OPTIONS]);
    super(options);
    this.valueRange = getValueRange('RandomColorJitter', options.valueRange);
    this.brightnessFactor = options.brightnessFactor ?? null;
    this.contrastFactor = options.contrastFactor ?? null;
    this.saturationFactor = options.saturationFactor ?? null;
    this.hueFactor = options.hueFactor ?? null;
    const { valueRange, seed } = this;
    type Settings = { readonly factor: Factor; readonly valueRange: Range; readonly seed: number | null };
    const made = <L>(type: new (settings: Settings) => L, factor: Factor | null) =>
      factor === null ? null : new type({ factor, valueRange, seed });
    this.randomBrightness = made(RandomBrightness, this.brightnessFactor);
    this.randomContrast = made(RandomContrast, this.contrastFactor);
    this.randomSaturation = made(RandomSaturation, this.saturationFactor);
    this.randomHue = made(RandomHue, this.hueFactor);
  }

  protected override changeImages(images: tf.Tensor, _drawn: Transformation): tf.Tensor {
    const steps: readonly (ImageAugmentation | null)[] = [
      this.randomBrightness,
      this.randomContrast,
      this.randomSaturation,
      this.randomHue,
    ];
    let changed = images;
    for (const step of steps)
      if (step !== null) changed = step.transformImages(changed, step.getRandomTransformation(changed));
    return tf.clone(changed);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      value_range: this.valueRange,
      brightness_factor: this.brightnessFactor,
      contrast_factor: this.contrastFactor,
      saturation_factor: this.saturationFactor,
      hue_factor: this.hueFactor,
    };
  }
}
