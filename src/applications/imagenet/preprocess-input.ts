import * as tf from '@tensorflow/tfjs-core';
import { type DataFormatId, getDataFormat } from '../../backends/operations/data-format.js';
import { checkChoice, checkOptions } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';

/** Images `[batch, height, width, channels]` or one of them, with values from 0 to 255. */
export type ImageBatch = tf.Tensor | tf.TensorLike;

/** Options of {@link preprocessInput}. */
export interface PreprocessOptions {
  /**
   * 'caffe', the default: blue before red, less the mean of each channel of ImageNet; 'tf': from -1 to 1; 'torch': from
   * 0 to 1, less the mean, by the standard deviation.
   */
  readonly mode?: 'caffe' | 'tf' | 'torch' | undefined;
  /** 'channelsLast' by default. */
  readonly dataFormat?: DataFormatId | undefined;
}

const CAFFE_MEAN = [103.939, 116.779, 123.68];
const TORCH_MEAN = [0.485, 0.456, 0.406];
const TORCH_DEVIATION = [0.229, 0.224, 0.225];

/**
 * Images as networks that were trained on ImageNet take them. The shape stays.
 * See https://keras.io/api/applications/.
 *
 * @example
 * applications.imagenetUtils.preprocessInput(tf.fill([1, 2, 2, 3], 255), { mode: 'tf' }).max().numpy(); // 1
 */
export function preprocessInput(images: ImageBatch, options: PreprocessOptions = {}): tf.Tensor {
  const where = 'preprocessInput';
  checkOptions(where, options, ['mode', 'dataFormat']);
  const { mode = 'caffe' } = options;
  checkChoice(where, 'mode', mode, ['caffe', 'tf', 'torch']);
  const format = getDataFormat(where, options.dataFormat);
  return tf.tidy(() => {
    const x = tf.cast(images instanceof tf.Tensor ? images : tf.tensor(images), 'float32');
    if (mode === 'tf') return tf.sub(tf.div(x, 127.5), 1);
    const axis = format === 'channelsLast' ? x.rank - 1 : x.rank - 3;
    if ((x.rank !== 3 && x.rank !== 4) || x.shape[axis] !== 3) {
      throw new ShapeError(
        `${where}: expected images (height, width, 3), or a batch of them; received ${showShape(x.shape)}.`,
      );
    }
    const each = (values: number[]) =>
      tf.reshape(
        tf.tensor1d(values),
        x.shape.map((_, i) => (i === axis ? 3 : 1)),
      );
    if (mode === 'torch') return tf.div(tf.sub(tf.div(x, 255), each(TORCH_MEAN)), each(TORCH_DEVIATION));
    return tf.sub(tf.reverse(x, axis), each(CAFFE_MEAN));
  });
}
