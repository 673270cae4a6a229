import * as tf from '@tensorflow/tfjs-core';
import {
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  getDataFormat,
} from '../../backends/operations/data-format.js';
import { checkOptions } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { SymbolicTensor } from '../symbolic-tensor.js';

/** Options of {@link Flatten}. */
export interface FlattenOptions extends LayerOptions {
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
}

/**
 * All axes but the first as one: `[batch, a, b]` becomes `[batch, a · b]`.
 * See https://keras.io/api/layers/reshaping_layers/flatten/.
 *
 * @example
 * new layers.Flatten()(tf.ones([2, 3, 4])).shape; // [2, 12]
 */
export class Flatten extends Layer {
  readonly dataFormat: DataFormat;

  constructor(options: FlattenOptions = {}) {
    checkOptions('Flatten', options, [...LAYER_OPTIONS, 'dataFormat']);
    super(options);
    this.dataFormat = getDataFormat('Flatten', options.dataFormat);
    this.inputSpec = { minNdim: 1 };
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const { rank } = inputs;
    const moves = this.dataFormat === 'channelsFirst' && rank > 2;
    const x = moves ? tf.transpose(inputs, [0, ...axes(2, rank), 1]) : inputs;
    const size = inputs.shape.slice(1).reduce((product, n) => product * n, 1);
    return tf.reshape(x, [inputs.shape[0] as number, size]);
  }

  override computeOutputShape([batch = null, ...sizes]: Shape): Shape {
    return [
      batch,
      sizes.reduce<number | null>((all, size) => (all === null || size === null ? null : all * size), 1),
    ];
  }

  override computeOutputSpec(inputs: SymbolicTensor): SymbolicTensor {
    return new SymbolicTensor({ shape: this.computeOutputShape(inputs.shape), dtype: inputs.dtype });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), data_format: dataFormatConfig(this.dataFormat) };
  }
}

function axes(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
