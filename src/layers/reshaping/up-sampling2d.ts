import * as tf from '@tensorflow/tfjs-core';
import {
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  fromChannelsLast,
  getDataFormat,
  spatialAxes,
  toChannelsLast,
} from '../../backends/operations/data-format.js';
import { repeat } from '../../backends/operations/repeat.js';
import { INTERPOLATIONS, type Interpolation, resizeImages } from '../../backends/operations/resize.js';
import { checkChoice, checkOptions } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { type Sizes, sizesFor } from '../sizes.js';

/** Options of {@link UpSampling2D}. */
export interface UpSampling2DOptions extends LayerOptions {
  /** By how much each axis grows: one number for both, or one for each; 2 by default. */
  readonly size?: Sizes | undefined;
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
  /** 'nearest', which is the default and repeats pixels, 'bilinear', 'bicubic', 'lanczos3' or 'lanczos5'. */
  readonly interpolation?: Interpolation | undefined;
}

/**
 * Enlarges images: `[batch, height, width, channels]` becomes `[batch, height * size, width * size, channels]`.
 * See https://keras.io/api/layers/reshaping_layers/up_sampling2d/.
 *
 * @example
 * new layers.UpSampling2D({ size: [1, 2] })(tf.ones([2, 7, 7, 3])).shape; // [2, 7, 14, 3]
 */
export class UpSampling2D extends Layer {
  readonly size: readonly number[];
  readonly dataFormat: DataFormat;
  readonly interpolation: Interpolation;

  constructor(options: UpSampling2DOptions = {}) {
    checkOptions('UpSampling2D', options, [...LAYER_OPTIONS, 'size', 'dataFormat', 'interpolation']);
    super(options);
    this.size = sizesFor('UpSampling2D', 'size', options.size ?? 2, 2);
    this.dataFormat = getDataFormat('UpSampling2D', options.dataFormat);
    const { interpolation = 'nearest' } = options;
    this.interpolation = checkChoice('UpSampling2D', 'interpolation', interpolation, INTERPOLATIONS);
    this.inputSpec = { ndim: 4 };
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const [rows, columns] = this.size as [number, number];
    return tf.tidy(() => {
      if (this.interpolation === 'nearest') {
        const [height, width] = spatialAxes(4, this.dataFormat) as [number, number];
        return repeat(repeat(inputs, rows, height), columns, width);
      }
      const images = toChannelsLast(inputs, this.dataFormat);
      const size = [images.shape[1]! * rows, images.shape[2]! * columns] as const;
      return fromChannelsLast(resizeImages(images, size, this.interpolation), this.dataFormat);
    });
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const sizes = [...inputShape];
    for (const [i, axis] of spatialAxes(4, this.dataFormat).entries()) {
      const size = sizes[axis] ?? null;
      if (size !== null) sizes[axis] = size * this.size[i]!;
    }
    return sizes;
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      size: [...this.size],
      data_format: dataFormatConfig(this.dataFormat),
      interpolation: this.interpolation,
    };
  }
}
