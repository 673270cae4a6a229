import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { ShapeError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';
import { asFloat } from './as-tensor.js';
import { defineOp } from './define-op.js';
import { windowed } from './image/patches.js';

// See https://keras.io/api/ops/nn/. Images have their channels first here, as in Keras.

/** One number for height and width, or one for each. */
type Pair = number | readonly [height: number, width: number];

const pairOf = (value: Pair): readonly [number, number] =>
  typeof value === 'number' ? [value, value] : value;

/** Windows of images `[batch, channels, height, width]` as columns: `[batch, channels * rows * columns, windows]`. */
export const unfold = defineOp(
  'unfold',
  ['x', 'kernelSize', 'dilation', 'padding', 'stride'],
  (x: TensorInput, kernelSize: Pair, dilation: Pair = 1, padding: Pair = 0, stride: Pair = 1) => {
    const images = asFloat(x);
    if (images.rank !== 4)
      throw new ShapeError(
        `ops.unfold: expected images of shape (batch, channels, height, width); received ${showShape(images.shape)}.`,
      );
    const [kernel, [top, left]] = [pairOf(kernelSize), pairOf(padding)];
    const padded = tf.pad(images, [
      [0, 0],
      [0, 0],
      [top, top],
      [left, left],
    ]);
    const [batch, channels] = images.shape as [number, number];
    const batchLast = tf.transpose(padded, [0, 2, 3, 1]);
    const found = windowed(batchLast, kernel, pairOf(stride), pairOf(dilation), 'valid');
    const count = (found.shape[1] as number) * (found.shape[2] as number);
    const size = kernel[0] * kernel[1];
    const columns = tf.transpose(tf.reshape(found, [batch, count, size, channels]), [0, 3, 2, 1]);
    return tf.reshape(columns, [batch, channels * size, count]);
  },
);

/** What `unfold` takes apart, put together: where windows overlap, their values are added. */
export const fold = defineOp(
  'fold',
  ['x', 'outputSize', 'kernelSize', 'dilation', 'padding', 'stride'],
  (
    x: TensorInput,
    outputSize: Pair,
    kernelSize: Pair,
    dilation: Pair = 1,
    padding: Pair = 0,
    stride: Pair = 1,
  ) => {
    const columns = asFloat(x);
    const [[height, width], [rows, cols]] = [pairOf(outputSize), pairOf(kernelSize)];
    const [[rateY, rateX], [top, left], [stepY, stepX]] = [pairOf(dilation), pairOf(padding), pairOf(stride)];
    const [fullHeight, fullWidth] = [height + 2 * top, width + 2 * left];
    const countY = Math.floor((fullHeight - rateY * (rows - 1) - 1) / stepY) + 1;
    const countX = Math.floor((fullWidth - rateX * (cols - 1) - 1) / stepX) + 1;
    const [batch, depth, windows] = columns.shape as [number, number, number];
    if (columns.rank !== 3 || depth % (rows * cols) !== 0 || windows !== countY * countX)
      throw new ShapeError(
        `ops.fold: expected columns of shape (batch, channels * ${rows * cols}, ${countY * countX}); received ${showShape(columns.shape)}.`,
      );
    const channels = depth / (rows * cols);
    const places = new Int32Array(rows * cols * windows);
    for (let k = 0; k < rows * cols; k++)
      for (let w = 0; w < windows; w++) {
        const y = Math.floor(w / countX) * stepY + Math.floor(k / cols) * rateY;
        places[k * windows + w] = y * fullWidth + (w % countX) * stepX + (k % cols) * rateX;
      }
    const pixels = tf.transpose(tf.reshape(columns, [batch * channels, rows * cols * windows]));
    const sums = tf.unsortedSegmentSum(pixels, tf.tensor1d(places, 'int32'), fullHeight * fullWidth);
    const images = tf.reshape(tf.transpose(sums), [batch, channels, fullHeight, fullWidth]);
    return tf.slice(images, [0, 0, top, left], [batch, channels, height, width]);
  },
);

/** The ratio of the largest value and the mean error of two signals, in decibels. */
export const psnr = defineOp(
  'psnr',
  ['x1', 'x2', 'maxVal'],
  (x1: TensorInput, x2: TensorInput, maxVal: number) => {
    const [a, b] = [asFloat(x1), asFloat(x2)];
    if (a.shape.join() !== b.shape.join())
      throw new ShapeError(
        `ops.psnr: expected two signals of one shape; received ${showShape(a.shape)} and ${showShape(b.shape)}.`,
      );
    const error = tf.mean(tf.squaredDifference(a, b));
    return tf.sub(20 * Math.log10(maxVal), tf.mul(tf.log(error), 10 / Math.LN10));
  },
);
