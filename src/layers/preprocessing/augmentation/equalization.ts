import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkPositiveInteger } from '../../../support/check.js';
import { getValueRange, type Range } from './factor.js';
import {
  AUGMENTATION_OPTIONS,
  ImageAugmentation,
  type ImageAugmentationOptions,
} from './image-augmentation.js';

/** Options of {@link Equalization}. */
export interface EqualizationOptions extends ImageAugmentationOptions {
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: Range | undefined;
  /** How many shades are told apart; 256 by default. */
  readonly bins?: number | undefined;
}

/**
 * Spreads the shades of each channel so that each is about as frequent as the others, over all images of a batch together.
 * Counts are made on the host, so that a step with this layer runs as it is written.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/equalization/.
 *
 * @example
 * new layers.Equalization()(tf.tensor([1, 1, 2, 3], [2, 2, 1])).flatten().numpy(); // [0, 0, 128, 255]
 */
export class Equalization extends ImageAugmentation {
  readonly valueRange: Range;
  readonly bins: number;

  constructor(options: EqualizationOptions = {}) {
    checkOptions('Equalization', options, ['valueRange', 'bins', ...AUGMENTATION_OPTIONS]);
    super(options);
    this.valueRange = getValueRange('Equalization', options.valueRange);
    this.bins = checkPositiveInteger('Equalization', 'bins', options.bins ?? 256);
  }

  protected override changeImages(images: tf.Tensor): tf.Tensor {
    const [low, high] = this.valueRange;
    const toBytes = (value: number) => Math.fround(((value - low) / (high - low)) * 255);
    const bytes = images.dataSync<'float32'>().map(toBytes);
    const channels = images.shape[3]!;
    for (let channel = 0; channel < channels; channel++) this.#equalize(bytes, channel, channels);
    const values = bytes.map((value) => (value / 255) * (high - low) + low);
    return tf.tensor(values, images.shape as [number, number, number, number]);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), value_range: this.valueRange, bins: this.bins };
  }

  #equalize(bytes: Float32Array, channel: number, channels: number): void {
    const last = this.bins - 1;
    const binOf = (value: number) => Math.min(Math.max(Math.trunc((value / 255) * last + 1e-4), 0), last);
    const counts = new Float64Array(this.bins);
    for (let at = channel; at < bytes.length; at += channels) counts[binOf(bytes[at]!)]! += 1;
    if (counts.filter((count) => count > 0).length <= 1) return;
    let below = 0;
    const sums = counts.map((count) => {
      below += count;
      return below;
    });
    const first = sums.find((sum) => sum > 0) as number;
    const shades = sums.map((sum) =>
      Math.min(Math.max(roundToEven(((sum - first) * 255) / (below - first || 1)), 0), 255),
    );
    for (let at = channel; at < bytes.length; at += channels) bytes[at] = shades[binOf(bytes[at]!)]!;
  }
}

function roundToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
