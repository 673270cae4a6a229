import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../../backends/operations/convert.js';
import { fromChannelsLast, getDataFormat, toChannelsLast } from '../../../backends/operations/data-format.js';
import { checkChoice, checkPositiveInteger, show } from '../../../support/check.js';
import { ShapeError, ValueError } from '../../../support/errors.js';
import { showShape } from '../../../support/shape.js';
import { asTensor } from '../as-tensor.js';
import { defineOp } from '../define-op.js';
import type { Format } from './as-images.js';

// See https://keras.io/api/ops/image/.

/** One number for all spatial axes, or one for each. */
type Sizes = number | readonly number[];

/** The op `name` that takes windows of `axesOf(size)` axes out of its first argument, `images`. */
function patchesOp<const Images extends string>(
  name: string,
  images: Images,
  axesOf: (size: Sizes) => number,
) {
  const where = `ops.image.${name}`;
  return defineOp(
    name,
    [images, 'size', 'strides', 'dilationRate', 'padding', 'dataFormat'],
    (
      given: TensorInput,
      size: Sizes,
      strides: Sizes | null = null,
      dilationRate: Sizes = 1,
      padding: 'valid' | 'same' = 'valid',
      dataFormat: Format = null,
    ) => {
      const axes = axesOf(size);
      const sizesOf = (what: string, value: Sizes): number[] => {
        const sizes = typeof value === 'number' ? new Array<number>(axes).fill(value) : [...value];
        if (sizes.length !== axes)
          throw new ValueError(
            `${where}: ${what} must be a number or ${axes} of them; received ${show(value)}.`,
          );
        return sizes.map((one) => checkPositiveInteger(where, what, one));
      };
      const [windows, rates] = [sizesOf('size', size), sizesOf('dilationRate', dilationRate)];
      const steps = strides === null ? windows : sizesOf('strides', strides);
      checkChoice(where, 'padding', padding, ['valid', 'same']);
      const format = getDataFormat(where, dataFormat);
      const x = asTensor(given);
      if (x.rank !== axes + 1 && x.rank !== axes + 2) {
        throw new ShapeError(
          `${where}: expected ${axes + 1} axes, or ${axes + 2} with those of a batch; received shape ${showShape(x.shape)}.`,
        );
      }
      const isSingle = x.rank === axes + 1;
      const batch = toChannelsLast(isSingle ? tf.expandDims(x, 0) : x, format);
      const found = fromChannelsLast(windowed(batch, windows, steps, rates, padding), format);
      return isSingle ? tf.squeeze(found, [0]) : found;
    },
  );
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
export const extractPatches = patchesOp('extractPatches', 'images', (size) =>
  typeof size !== 'number' && size.length === 3 ? 3 : 2,
);

/** Windows of volumes, each as one vector: `[batch, depth, rows, columns, size * size * size * channels]`. */
export const extractPatches3d = patchesOp('extractPatches3d', 'volumes', () => 3);
