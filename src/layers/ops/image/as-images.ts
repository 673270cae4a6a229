import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../../backends/operations/convert.js';
import {
  type DataFormatId,
  fromChannelsLast,
  getDataFormat,
  toChannelsLast,
} from '../../../backends/operations/data-format.js';
import { ShapeError } from '../../../support/errors.js';
import { showShape } from '../../../support/shape.js';
import { asTensor } from '../as-tensor.js';

/** Which axis holds the channels; 'channelsLast' by default. */
export type Format = DataFormatId | null | undefined;

/**
 * `change` of a batch of images, channels last; one image without the batch axis goes in and comes out as such.
 *
 * @throws ShapeError for other than 3 or 4 axes
 */
export function ofImages(
  where: string,
  given: TensorInput,
  dataFormat: Format,
  change: (batch: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const images = asTensor(given);
  const format = getDataFormat(`ops.image.${where}`, dataFormat);
  if (images.rank !== 3 && images.rank !== 4) {
    throw new ShapeError(
      `ops.image.${where}: expected an image (3 axes) or a batch of images (4 axes); received shape ${showShape(images.shape)}.`,
    );
  }
  const batch = images.rank === 3 ? tf.expandDims(images, 0) : images;
  const changed = fromChannelsLast(change(toChannelsLast(batch, format)), format);
  return images.rank === 3 ? tf.squeeze(changed, [0]) : changed;
}
