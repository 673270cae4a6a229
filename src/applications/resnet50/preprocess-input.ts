import type { Tensor } from '@tensorflow/tfjs-core';
import {
  type ImageBatch,
  type PreprocessOptions,
  preprocessInput as preprocess,
} from '../imagenet/preprocess-input.js';

/**
 * Images with values from 0 to 255 as ResNet50 takes them: blue before red, less the mean of each channel. The shape
 * stays. See https://keras.io/api/applications/resnet/.
 *
 * @example
 * applications.resnet50.preprocessInput(tf.zeros([1, 32, 32, 3])).shape; // [1, 32, 32, 3]
 */
export function preprocessInput(
  images: ImageBatch,
  options: Pick<PreprocessOptions, 'dataFormat'> = {},
): Tensor {
  return preprocess(images, { ...options, mode: 'caffe' });
}
