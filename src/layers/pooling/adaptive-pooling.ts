import type * as tf from '@tensorflow/tfjs-core';
import {
  channelsOf,
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  fromChannelsLast,
  getDataFormat,
  shapeFrom,
  toChannelsLast,
} from '../../backends/operations/data-format.js';
import { adaptivePool, type PoolingMode } from '../../backends/operations/pooling.js';
import { checkOptions } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { type Sizes, sizesFor } from '../sizes.js';

/** Options of the adaptive pooling layers. */
export interface AdaptivePoolingOptions extends LayerOptions {
  /** The spatial size of the output: one number for all axes, or one for each. */
  readonly outputSize: Sizes;
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
}

/** What the adaptive pooling layers have in common. */
export abstract class AdaptivePooling extends Layer {
  readonly outputSize: readonly number[];
  readonly dataFormat: DataFormat;
  readonly #mode: PoolingMode;

  constructor(rank: number, mode: PoolingMode, options: AdaptivePoolingOptions) {
    const where = new.target.className;
    checkOptions(where, options, [...LAYER_OPTIONS, 'outputSize', 'dataFormat']);
    super(options);
    this.#mode = mode;
    this.outputSize = sizesFor(where, 'outputSize', options.outputSize, rank);
    this.dataFormat = getDataFormat(where, options.dataFormat);
    this.inputSpec = { ndim: rank + 2 };
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const pooled = adaptivePool(toChannelsLast(inputs, this.dataFormat), this.#mode, this.outputSize);
    return fromChannelsLast(pooled, this.dataFormat);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const channels = channelsOf(inputShape, this.dataFormat);
    return shapeFrom(inputShape[0] ?? null, this.outputSize, channels, this.dataFormat);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      output_size: [...this.outputSize],
      data_format: dataFormatConfig(this.dataFormat),
    };
  }
}
