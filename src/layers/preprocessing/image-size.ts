import * as tf from '@tensorflow/tfjs-core';
import {
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  fromChannelsLast,
  getDataFormat,
  toChannelsLast,
} from '../../backends/operations/data-format.js';
import { checkPositiveInteger } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import { Layer, type LayerOptions } from '../layer.js';
import { SymbolicTensor } from '../symbolic-tensor.js';

/** Options of the layers that give images a size. */
export interface ImageSizeOptions extends LayerOptions {
  /** The height of the output. */
  readonly height: number;
  /** The width of the output. */
  readonly width: number;
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
}

/** What the layers that give images a size have in common. They take one image, or a batch. */
export abstract class ImageSize extends Layer {
  readonly height: number;
  readonly width: number;
  readonly dataFormat: DataFormat;

  constructor(options: ImageSizeOptions) {
    super(options);
    this.height = checkPositiveInteger(this.className, 'height', options.height);
    this.width = checkPositiveInteger(this.className, 'width', options.width);
    this.dataFormat = getDataFormat(this.className, options.dataFormat);
  }

  /** Gives a batch of images, channels last, their size. */
  protected abstract change(images: tf.Tensor): tf.Tensor;

  override call(inputs: tf.Tensor): tf.Tensor {
    this.computeOutputShape(inputs.shape);
    return tf.tidy(() => {
      const batch = inputs.rank === 3 ? tf.expandDims(inputs, 0) : inputs;
      const changed = this.change(toChannelsLast(batch, this.dataFormat));
      const images = fromChannelsLast(changed, this.dataFormat);
      return inputs.rank === 3 ? tf.squeeze(images, [0]) : images;
    });
  }

  override computeOutputShape(inputShape: Shape): Shape {
    if (inputShape.length !== 3 && inputShape.length !== 4) {
      throw new ShapeError(
        `${this.className} ${this.name}: expected an image (3 axes) or a batch of images (4 axes); received shape ${showShape(inputShape)}.`,
      );
    }
    const first = inputShape.length - (this.dataFormat === 'channelsLast' ? 3 : 2);
    return inputShape.map((size, axis) => {
      if (axis === first) return this.height;
      return axis === first + 1 ? this.width : size;
    });
  }

  override computeOutputSpec(inputs: SymbolicTensor): SymbolicTensor {
    return new SymbolicTensor({ shape: this.computeOutputShape(inputs.shape), dtype: inputs.dtype });
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      height: this.height,
      width: this.width,
      data_format: dataFormatConfig(this.dataFormat),
    };
  }
}
