import * as tf from '@tensorflow/tfjs-core';
import { INTERPOLATIONS, type Interpolation, resizeImages } from '../../backends/operations/resize.js';
import { checkChoice, checkFinite, checkOptions } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { LAYER_OPTIONS } from '../layer.js';
import { cropToAspectRatio, padToAspectRatio } from './aspect-ratio.js';
import { ImageSize, type ImageSizeOptions } from './image-size.js';

/** Options of {@link Resizing}. */
export interface ResizingOptions extends ImageSizeOptions {
  /** 'bilinear', which is the default, 'nearest', 'bicubic', 'lanczos3' or 'lanczos5'. */
  readonly interpolation?: Interpolation | undefined;
  /** True: cut edges off first rather than distort. False by default. */
  readonly cropToAspectRatio?: boolean | undefined;
  /** True: add edges first rather than distort. False by default. */
  readonly padToAspectRatio?: boolean | undefined;
  /** 'constant': added edges have `fillValue`. */
  readonly fillMode?: 'constant' | undefined;
  /** 0 by default. */
  readonly fillValue?: number | undefined;
  /** True: smooth where the image gets smaller. False by default. */
  readonly antialias?: boolean | undefined;
}

/**
 * Resizes images: `[batch, height, width, channels]`, or one image without the batch axis.
 * See https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/.
 *
 * @example
 * new layers.Resizing({ height: 16, width: 12 })(tf.ones([1, 28, 28, 3])).shape; // [1, 16, 12, 3]
 */
export class Resizing extends ImageSize {
  readonly interpolation: Interpolation;
  readonly cropToAspectRatio: boolean;
  readonly padToAspectRatio: boolean;
  readonly fillMode: 'constant';
  readonly fillValue: number;
  readonly antialias: boolean;

  constructor(options: ResizingOptions) {
    const where = 'Resizing';
    checkOptions(where, options, [...LAYER_OPTIONS, ...RESIZING_OPTIONS]);
    super(options);
    const { interpolation = 'bilinear', fillMode = 'constant' } = options;
    this.interpolation = checkChoice(where, 'interpolation', interpolation, INTERPOLATIONS);
    this.fillMode = checkChoice(where, 'fillMode', fillMode, ['constant']);
    this.fillValue = checkFinite(where, 'fillValue', options.fillValue ?? 0);
    this.cropToAspectRatio = options.cropToAspectRatio ?? false;
    this.padToAspectRatio = options.padToAspectRatio ?? false;
    this.antialias = options.antialias ?? false;
    if (this.cropToAspectRatio && this.padToAspectRatio) {
      throw new ValueError(
        `${where}: expected one of cropToAspectRatio and padToAspectRatio; received both.`,
      );
    }
  }

  protected override change(images: tf.Tensor): tf.Tensor {
    const size = [this.height, this.width] as const;
    const floats = tf.cast(images, 'float32');
    const cut = this.cropToAspectRatio ? cropToAspectRatio(floats, size) : floats;
    const shaped = this.padToAspectRatio ? padToAspectRatio(cut, size, this.fillValue) : cut;
    const resized = resizeImages(shaped, size, this.interpolation, { antialias: this.antialias });
    return images.dtype === 'float32' ? resized : tf.cast(tf.round(resized), images.dtype);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      interpolation: this.interpolation,
      crop_to_aspect_ratio: this.cropToAspectRatio,
      pad_to_aspect_ratio: this.padToAspectRatio,
      fill_mode: this.fillMode,
      fill_value: this.fillValue,
      antialias: this.antialias,
    };
  }
}

const RESIZING_OPTIONS = [
  'height',
  'width',
  'dataFormat',
  'interpolation',
  'cropToAspectRatio',
  'padToAspectRatio',
  'fillMode',
  'fillValue',
  'antialias',
];
