import type { Tensor } from '@tensorflow/tfjs-core';
import { type ImageBatch, preprocessInput as preprocess } from '../imagenet/preprocess-input.js';

/**
 * Images with values from 0 to 255 as MobileNetV2 takes them: from -1 to 1. The shape stays.
 * See https://keras.io/api/applications/mobilenet/.
 *
 * @example
 * applications.mobilenetV2.preprocessInput(tf.tensor4d([[[[0, 127.5, 255]]]])).numpy(); // [[[[-1, 0, 1]]]]
 */
export function preprocessInput(images: ImageBatch): Tensor {
  return preprocess(images, { mode: 'tf' });
}
