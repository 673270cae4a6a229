import type * as tf from '@tensorflow/tfjs-core';
import {
  channelsOf,
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  getDataFormat,
  shapeFrom,
  spatialAxes,
} from '../../backends/operations/data-format.js';
import { checkOptions } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import type { CallOptions } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of the global pooling layers. */
export interface GlobalPoolingOptions extends LayerOptions {
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
  /** True: the spatial axes stay, with size 1. False by default. */
  readonly keepdims?: boolean | undefined;
}

/** What the global pooling layers have in common. */
export abstract class GlobalPooling extends Layer {
  readonly dataFormat: DataFormat;
  readonly keepdims: boolean;
  /** The axes that are pooled. */
  protected readonly axes: number[];

  constructor(rank: number, options: GlobalPoolingOptions) {
    const where = new.target.className;
    checkOptions(where, options, [...LAYER_OPTIONS, 'dataFormat', 'keepdims']);
    super(options);
    this.dataFormat = getDataFormat(where, options.dataFormat);
    this.keepdims = options.keepdims ?? false;
    this.axes = spatialAxes(rank + 2, this.dataFormat);
    this.inputSpec = { ndim: rank + 2 };
  }

  /** Pools over `axes`. */
  protected abstract reduce(inputs: tf.Tensor): tf.Tensor;

  override call(inputs: tf.Tensor, _options?: CallOptions): tf.Tensor {
    return this.reduce(inputs);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const spatial = this.keepdims ? this.axes.map(() => 1) : [];
    const channels = channelsOf(inputShape, this.dataFormat);
    return shapeFrom(inputShape[0] ?? null, spatial, channels, this.dataFormat);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      data_format: dataFormatConfig(this.dataFormat),
      keepdims: this.keepdims,
    };
  }
}
