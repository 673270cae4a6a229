import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../../backends/convert.js';
import { fromChannelsLast, getDataFormat, toChannelsLast } from '../../../backends/data-format.js';
import { checkChoice, checkPositiveInteger, show } from '../../../support/check.js';
import { ShapeError, ValueError } from '../../../support/errors.js';
import { showShape } from '../../../support/shape.js';
import { asTensor } from '../as-tensor.js';
import { defineOp } from '../define-op.js';
import type { Format } from './as-images.js';

// See https://keras.io/api/ops/image/.

/** One number for all spatial axes, or one for each. */
type Sizes = number | readonly number[];

function patchesOf(
  where: string,
  given: TensorInput,
  axes: number,
  size: Sizes,
  strides: Sizes | null,
  dilationRate: Sizes,
  padding: 'valid' | 'same',
  dataFormat: Format,
): tf.Tensor {
  const sizesOf = (what: string, value: Sizes): number[] => {
    const sizes = typeof value === 'number' ? new Array<number>(axes).fill(value) : [...value];
    if (sizes.length !== axes)
      throw new ValueError(`${where}: ${what} must be a number or ${axes} of them; received ${show(value)}.`);
    return sizes.map((one) => checkPositiveInteger(where, what, one));
  };
  const [windows, rates] = [sizesOf('size', size), sizesOf('dilationRate', dilationRate)];
  const steps = strides === null ? windows : sizesOf('strides', strides);
  checkChoice(where, 'padding', padding, ['valid', 'same']);
  const format = getDataFormat(where, dataFormat);
  const images = asTensor(given);
  if (images.rank !== axes + 1 && images.rank !== axes + 2) {
    throw new ShapeError(
      `${where}: expected ${axes + 1} axes, or ${axes + 2} with those of a batch; received shape ${showShape(images.shape)}.`,
    );
  }
  const isSingle = images.rank === axes + 1;
  const batch = toChannelsLast(isSingle ? tf.expandDims(images, 0) : images, format);
  const found = fromChannelsLast(windowed(batch, windows, steps, rates, padding), format);
  return isSingle ? tf.squeeze(found, [0]) : found;
}

/** Windows of a batch, channels last, joined in its last axis: each axis is gathered, one after the other. */
export function windowed(
  batch: tf.Tensor,
  windows: readonly number[],
  steps: readonly number[],
  rates: readonly number[],
  padding: 'valid' | 'same',
): tf.Tensor {
  const axes = windows.length;
  let x = batch;
  const counts: number[] = [];
  for (let i = 0; i < axes; i++) {
    const [window, step, rate] = [windows[i] as number, steps[i] as number, rates[i] as number];
    const axis = 1 + 2 * i;
    const size = x.shape[axis] as number;
    const reach = (window - 1) * rate + 1;
    const count = padding === 'same' ? Math.ceil(size / step) : Math.floor((size - reach) / step) + 1;
    if (count < 1) throw new ShapeError(`ops: a window of ${reach} does not fit an axis of ${size}.`);
    const missing = padding === 'same' ? Math.max((count - 1) * step + reach - size, 0) : 0;
    const before = Math.floor(missing / 2);
    const pads = x.shape.map((_, k): [number, number] => (k === axis ? [before, missing - before] : [0, 0]));
    const padded = missing > 0 ? tf.pad(x, pads) : x;
    const places = Array.from(
      { length: count * window },
      (_, k) => Math.floor(k / window) * step + (k % window) * rate,
    );
    const rows = tf.gather(padded, tf.tensor1d(places, 'int32'), axis);
    x = tf.reshape(rows, [...x.shape.slice(0, axis), count, window, ...x.shape.slice(axis + 1)]);
    counts.push(count);
  }
  // [batch, count, window, count, window, ..., channels]: the counts first, then the windows.
  const order = [0, ...counts.map((_, i) => 1 + 2 * i), ...counts.map((_, i) => 2 + 2 * i), 2 * axes + 1];
  return tf.reshape(tf.transpose(x, order), [batch.shape[0] as number, ...counts, -1]);
}

/** Windows of images, each as one vector of pixels: `[batch, rows, columns, size * size * channels]`. */
export const extractPatches = defineOp(
  'extractPatches',
  ['images', 'size', 'strides', 'dilationRate', 'padding', 'dataFormat'],
  (
    images: TensorInput,
    size: Sizes,
    strides: Sizes | null = null,
    dilationRate: Sizes = 1,
    padding: 'valid' | 'same' = 'valid',
    dataFormat: Format = null,
  ) => {
    const axes = typeof size !== 'number' && size.length === 3 ? 3 : 2;
    return patchesOf(
      'ops.image.extractPatches',
      images,
      axes,
      size,
      strides,
      dilationRate,
      padding,
      dataFormat,
    );
  },
);

/** Windows of volumes, each as one vector: `[batch, depth, rows, columns, size * size * size * channels]`. */
export const extractPatches3d = defineOp(
  'extractPatches3d',
  ['volumes', 'size', 'strides', 'dilationRate', 'padding', 'dataFormat'],
  (
    volumes: TensorInput,
    size: Sizes,
    strides: Sizes | null = null,
    dilationRate: Sizes = 1,
    padding: 'valid' | 'same' = 'valid',
    dataFormat: Format = null,
  ) => patchesOf('ops.image.extractPatches3d', volumes, 3, size, strides, dilationRate, padding, dataFormat),
);
