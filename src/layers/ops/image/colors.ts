import * as tf from '@tensorflow/tfjs-core';
import { hsvToRgb as fromHsv, rgbToGray, rgbToHsv as toHsv } from '../../../backends/operations/color.js';
import type { TensorInput } from '../../../backends/operations/convert.js';
import { ShapeError } from '../../../support/errors.js';
import { showShape } from '../../../support/shape.js';
import { defineOp } from '../define-op.js';
import { type Format, ofImages } from './as-images.js';

// See https://keras.io/api/ops/image/.

function checkColors(where: string, images: tf.Tensor): tf.Tensor {
  if (images.shape.at(-1) === 3) return images;
  throw new ShapeError(`ops.image.${where}: expected 3 channels; received shape ${showShape(images.shape)}.`);
}

/** One channel of grey for red, green and blue; grey images stay as they are. */
export const rgbToGrayscale = defineOp(
  'rgbToGrayscale',
  ['images', 'dataFormat'],
  (images: TensorInput, dataFormat: Format = null) =>
    ofImages('rgbToGrayscale', images, dataFormat, (batch) =>
      batch.shape[3] === 1
        ? tf.clone(batch)
        : tf.cast(rgbToGray(checkColors('rgbToGrayscale', batch)), batch.dtype),
    ),
);

/** Hue, saturation and value, each in [0, 1], of red, green and blue in [0, 1]. */
export const rgbToHsv = defineOp(
  'rgbToHsv',
  ['images', 'dataFormat'],
  (images: TensorInput, dataFormat: Format = null) =>
    ofImages('rgbToHsv', images, dataFormat, (batch) => toHsv(checkColors('rgbToHsv', batch))),
);

/** Red, green and blue of hue, saturation and value. */
export const hsvToRgb = defineOp(
  'hsvToRgb',
  ['images', 'dataFormat'],
  (images: TensorInput, dataFormat: Format = null) =>
    ofImages('hsvToRgb', images, dataFormat, (batch) => fromHsv(checkColors('hsvToRgb', batch))),
);
