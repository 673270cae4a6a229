import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkRange } from '../../../support/check.js';
import { type Factor, getFactor, type Range } from './factor.js';
import type { Transformation } from './image-augmentation.js';
import type { RandomAugmentationOptions } from './random-augmentation.js';
import { COLOR_OPTIONS, RandomColor } from './random-color.js';

/** Options of {@link Solarization}. */
export interface SolarizationOptions extends RandomAugmentationOptions {
  /** What is added before, as a share of 255 in [0, 1]: 0.2 is [0, 0.2]. 0 by default. */
  readonly additionFactor?: Factor | undefined;
  /** Above which value pixels are turned round, as a share of 255: 0.2 is [0, 0.2]. 0 by default: all are. */
  readonly thresholdFactor?: Factor | undefined;
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: Range | undefined;
}

/**
 * Turns pixels round that are brighter than a threshold, which is drawn for each image: 255 becomes 0.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/solarization/.
 *
 * @example
 * new layers.Solarization({ valueRange: [0, 1] })(tf.ones([1, 1, 1, 1])).numpy(); // [[[[0]]]]
 */
export class Solarization extends RandomColor {
  readonly additionFactor: Range;
  readonly thresholdFactor: Range;

  constructor(options: SolarizationOptions = {}) {
    const known = COLOR_OPTIONS.filter((name) => name !== 'factor');
    checkOptions('Solarization', options, ['additionFactor', 'thresholdFactor', ...known]);
    super({ ...options, factor: 0 }, [0, 1]);
    this.additionFactor = share('additionFactor', options.additionFactor);
    this.thresholdFactor = share('thresholdFactor', options.thresholdFactor);
  }

  protected override draw([batch]: readonly number[]): Transformation {
    // As Keras, which scales the upper end only.
    const drawn = ([lower, upper]: Range) => this.uniform([batch!, 1, 1, 1], [lower, upper * 255]);
    return { additions: drawn(this.additionFactor), thresholds: drawn(this.thresholdFactor) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    const bytes = this.toRange(images, this.valueRange, [0, 255]);
    const raised = tf.clipByValue(tf.add(bytes, drawn!['additions']!), 0, 255);
    const turned = tf.where(tf.less(raised, drawn!['thresholds']!), raised, tf.sub(255, raised));
    return this.toRange(turned, [0, 255], this.valueRange);
  }

  override getConfig(): Record<string, unknown> {
    const { factor: _, ...config } = super.getConfig();
    return { ...config, addition_factor: this.additionFactor, threshold_factor: this.thresholdFactor };
  }
}

function share(what: string, factor: Factor = 0): Range {
  for (const one of [factor].flat()) checkRange('Solarization', what, one, 0, 1);
  return getFactor('Solarization', what, factor, [0, 1]);
}
