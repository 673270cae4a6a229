import type * as tf from '@tensorflow/tfjs-core';
import {
  channelsOf,
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  fromChannelsLast,
  getDataFormat,
  shapeFrom,
  spatialSizes,
  toChannelsLast,
} from '../../backends/operations/data-format.js';
import { type PoolingMode, pool } from '../../backends/operations/pooling.js';
import { checkChoice, checkOptions, show } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { type Sizes, sizesFor } from '../sizes.js';

/** Options of the pooling layers. */
export interface PoolingOptions extends LayerOptions {
  /** The size of the window: one number for all spatial axes, or one for each; 2 by default. */
  readonly poolSize?: Sizes | undefined;
  /** How far the window moves from output to output; `poolSize` by default. */
  readonly strides?: Sizes | null | undefined;
  /** 'valid', which is the default: windows inside the input only; 'same': also those that reach over the edge. */
  readonly padding?: 'valid' | 'same' | undefined;
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
}

/** What the pooling layers have in common. */
export abstract class Pooling extends Layer {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
  readonly dataFormat: DataFormat;
  readonly #mode: PoolingMode;

  constructor(rank: number, mode: PoolingMode, options: PoolingOptions) {
    const where = new.target.className;
    checkOptions(where, options, [...LAYER_OPTIONS, 'poolSize', 'strides', 'padding', 'dataFormat']);
    super(options);
    this.#mode = mode;
    this.poolSize = sizesFor(where, 'poolSize', options.poolSize ?? 2, rank);
    this.strides = sizesFor(where, 'strides', options.strides ?? this.poolSize, rank);
    this.padding = checkChoice(where, 'padding', options.padding ?? 'valid', ['valid', 'same']);
    this.dataFormat = getDataFormat(where, options.dataFormat);
    this.inputSpec = { ndim: rank + 2 };
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    this.computeOutputShape(inputs.shape);
    const { poolSize: size, strides, padding } = this;
    const pooled = pool(toChannelsLast(inputs, this.dataFormat), this.#mode, { size, strides, padding });
    return fromChannelsLast(pooled, this.dataFormat);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const { dataFormat, padding } = this;
    const sizes = spatialSizes(inputShape, dataFormat).map((size, axis) => {
      if (size === null) return null;
      const reach = padding === 'valid' ? size - this.poolSize[axis]! : size - 1;
      return Math.floor(reach / this.strides[axis]!) + 1;
    });
    if (sizes.some((size) => size !== null && size <= 0)) {
      throw new ShapeError(
        `${this.className} ${this.name}: an input of shape ${showShape(inputShape)} is smaller than the window, whose size is ${show(this.poolSize)}.`,
        { fix: "padding: 'same', or a smaller poolSize" },
      );
    }
    return shapeFrom(inputShape[0] ?? null, sizes, channelsOf(inputShape, dataFormat), dataFormat);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      pool_size: [...this.poolSize],
      padding: this.padding,
      strides: [...this.strides],
      data_format: dataFormatConfig(this.dataFormat),
    };
  }
}
