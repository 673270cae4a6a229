import * as tf from '@tensorflow/tfjs-core';
import { resizeImages } from '../../backends/operations/resize.js';
import { checkOptions } from '../../support/check.js';
import { LAYER_OPTIONS } from '../layer.js';
import { cropToAspectRatio } from './aspect-ratio.js';
import { ImageSize, type ImageSizeOptions } from './image-size.js';

/**
 * Cuts out the middle of images, `[batch, height, width, channels]` or one image without the batch axis; images that are
 * smaller are enlarged first.
 * See https://keras.io/api/layers/preprocessing_layers/image_preprocessing/center_crop/.
 *
 * @example
 * new layers.CenterCrop({ height: 2, width: 2 })(tf.ones([1, 5, 4, 3])).shape; // [1, 2, 2, 3]
 */
export class CenterCrop extends ImageSize {
  constructor(options: ImageSizeOptions) {
    checkOptions('CenterCrop', options, [...LAYER_OPTIONS, 'height', 'width', 'dataFormat']);
    super(options);
  }

  protected override change(images: tf.Tensor): tf.Tensor {
    const [batch, rows, columns, channels] = images.shape as [number, number, number, number];
    const { height, width } = this;
    const floats = tf.cast(images, 'float32');
    if (rows < height || columns < width) {
      return resizeImages(cropToAspectRatio(floats, [height, width]), [height, width], 'bilinear');
    }
    const begin = [0, Math.floor((rows - height) / 2), Math.floor((columns - width) / 2), 0];
    return tf.slice(floats, begin, [batch, height, width, channels]);
  }
}
