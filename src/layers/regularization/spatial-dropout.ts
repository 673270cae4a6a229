import * as tf from '@tensorflow/tfjs-core';
import {
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  getDataFormat,
  spatialAxes,
} from '../../backends/operations/data-format.js';
import type { SeedGenerator } from '../../backends/random.js';
import { checkOptions, checkRange } from '../../support/check.js';
import type { CallOptions, Shapes } from '../call.js';
import { dropoutMask } from '../dropout-mask.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link SpatialDropout1D}. */
export interface SpatialDropout1DOptions extends LayerOptions {
  /** The share of the channels that are dropped, in [0, 1]. */
  readonly rate: number;
  /** Makes the draws repeatable. */
  readonly seed?: number | null | undefined;
}

/** Options of {@link SpatialDropout2D} and {@link SpatialDropout3D}. */
export interface SpatialDropoutOptions extends SpatialDropout1DOptions {
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
}

/** What the spatial dropouts have in common: a channel is dropped as a whole. */
export abstract class SpatialDropout extends Layer {
  readonly rate: number;
  readonly seed: number | null;
  readonly dataFormat: DataFormat;
  readonly #generator: SeedGenerator;
  readonly #rank: number;

  constructor(rank: number, options: SpatialDropoutOptions) {
    const where = new.target.className;
    checkOptions(where, options, [...LAYER_OPTIONS, 'rate', 'seed', ...(rank > 1 ? ['dataFormat'] : [])]);
    super(options);
    this.rate = checkRange(where, 'rate', options.rate, 0, 1);
    this.seed = options.seed ?? null;
    this.dataFormat = getDataFormat(where, options.dataFormat);
    this.#generator = this.addSeedGenerator(this.seed);
    this.#rank = rank;
    this.inputSpec = { ndim: rank + 2 };
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor, { training = false }: CallOptions = {}): tf.Tensor {
    if (!training || this.rate === 0) return inputs;
    const spatial = spatialAxes(inputs.rank, this.dataFormat);
    const shape = inputs.shape.map((size, axis) => (spatial.includes(axis) ? 1 : size));
    return tf.tidy(() => tf.mul(inputs, dropoutMask(shape, this.rate, this.#generator)));
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  /** Keras's class takes no `trainable`, so that its configs must not have it. */
  override getConfig(): Record<string, unknown> {
    const format = this.#rank === 1 ? {} : { data_format: dataFormatConfig(this.dataFormat) };
    return { rate: this.rate, seed: this.seed, name: this.name, dtype: this.dtype, ...format };
  }
}
