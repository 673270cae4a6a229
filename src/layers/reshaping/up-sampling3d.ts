import * as tf from '@tensorflow/tfjs-core';
import {
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  getDataFormat,
  spatialAxes,
} from '../../backends/operations/data-format.js';
import { repeat } from '../../backends/operations/repeat.js';
import { checkOptions } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { type Sizes, sizesFor } from '../sizes.js';

/** Options of {@link UpSampling3D}. */
export interface UpSampling3DOptions extends LayerOptions {
  /** By how much each axis grows: one number for all, or one for each; 2 by default. */
  readonly size?: Sizes | undefined;
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
}

/**
 * Repeats the values of volumes, `[batch, depth, height, width, channels]`, along each spatial axis.
 * See https://keras.io/api/layers/reshaping_layers/up_sampling3d/.
 *
 * @example
 * new layers.UpSampling3D({ size: 2 })(tf.ones([1, 2, 3, 4, 1])).shape; // [1, 4, 6, 8, 1]
 */
export class UpSampling3D extends Layer {
  readonly size: readonly number[];
  readonly dataFormat: DataFormat;

  constructor(options: UpSampling3DOptions = {}) {
    checkOptions('UpSampling3D', options, [...LAYER_OPTIONS, 'size', 'dataFormat']);
    super(options);
    this.size = sizesFor('UpSampling3D', 'size', options.size ?? 2, 3);
    this.dataFormat = getDataFormat('UpSampling3D', options.dataFormat);
    this.inputSpec = { ndim: 5 };
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const axes = spatialAxes(5, this.dataFormat);
    return tf.tidy(() => axes.reduce((x, axis, i) => repeat(x, this.size[i]!, axis), inputs));
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const sizes = [...inputShape];
    for (const [i, axis] of spatialAxes(5, this.dataFormat).entries()) {
      const size = sizes[axis] ?? null;
      if (size !== null) sizes[axis] = size * this.size[i]!;
    }
    return sizes;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), size: [...this.size], data_format: dataFormatConfig(this.dataFormat) };
  }
}
