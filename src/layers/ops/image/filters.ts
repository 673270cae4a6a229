import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../../backends/operations/convert.js';
import { getDataFormat, toChannelsLast } from '../../../backends/operations/data-format.js';
import { checkPositiveInteger } from '../../../support/check.js';
import { ShapeError } from '../../../support/errors.js';
import { showShape } from '../../../support/shape.js';
import { asFloat } from '../as-tensor.js';
import { defineOp } from '../define-op.js';
import { type Format, ofImages } from './as-images.js';

// See https://keras.io/api/ops/image/.

/** A normal curve over `size` places, of sum 1. */
export function bell(size: number, sigma: tf.Tensor | number): tf.Tensor {
  const places = tf.sub(tf.range(0, size, 1, 'float32'), (size - 1) / 2);
  const values = tf.exp(tf.mul(-0.5, tf.square(tf.div(places, sigma))));
  return tf.div(values, tf.sum(values));
}

/** Batches of images, channels last, blurred; the size and the spread of x come first, as in Keras. */
export function blurred(
  images: tf.Tensor,
  [width, height]: readonly [number, number],
  [x, y]: readonly [tf.Tensor | number, tf.Tensor | number],
): tf.Tensor {
  const window = tf.matMul(bell(height, y).reshape([height, 1]), bell(width, x).reshape([1, width]));
  const channels = images.shape[3] as number;
  const kernel = tf.tile(tf.reshape(window, [width, height, 1, 1]), [1, 1, channels, 1]) as tf.Tensor4D;
  return tf.depthwiseConv2d(images as tf.Tensor4D, kernel, 1, 'same');
}

/** Images blurred by a normal curve, with zeros outside. */
export const gaussianBlur = defineOp(
  'gaussianBlur',
  ['images', 'kernelSize', 'sigma', 'dataFormat'],
  (
    images: TensorInput,
    kernelSize: readonly [number, number] = [3, 3],
    sigma: readonly [number, number] = [1, 1],
    dataFormat: Format = null,
  ) => {
    for (const size of kernelSize) checkPositiveInteger('ops.image.gaussianBlur', 'kernelSize', size);
    return ofImages('gaussianBlur', asFloat(images), dataFormat, (batch) =>
      blurred(batch, kernelSize, sigma),
    );
  },
);

/** Slopes along height and width, in a last axis of 2: `[batch, height, width, channels, 2]`; the image is mirrored outside. */
export const sobelEdges = defineOp(
  'sobelEdges',
  ['images', 'dataFormat'],
  (given: TensorInput, dataFormat: Format = null) => {
    const where = 'ops.image.sobelEdges';
    const images = asFloat(given);
    const format = getDataFormat(where, dataFormat);
    if (images.rank !== 4)
      throw new ShapeError(
        `${where}: expected a batch of images (4 axes); received shape ${showShape(images.shape)}.`,
      );
    const batch = toChannelsLast(images, format);
    const [count, height, width, channels] = batch.shape as [number, number, number, number];
    const mirrored = (x: tf.Tensor, axis: number, size: number) => {
      const places = [
        Math.min(1, size - 1),
        ...Array.from({ length: size }, (_, i) => i),
        Math.max(size - 2, 0),
      ];
      return tf.gather(x, tf.tensor1d(places, 'int32'), axis);
    };
    const padded = mirrored(mirrored(batch, 1, height), 2, width);
    const one = tf.tensor4d([-1, -1, -2, 0, -1, 1, 0, -2, 0, 0, 0, 2, 1, -1, 2, 0, 1, 1], [3, 3, 1, 2]);
    const kernel = tf.tile(one, [1, 1, channels, 1]) as tf.Tensor4D;
    const edges = tf.reshape(tf.depthwiseConv2d(padded as tf.Tensor4D, kernel, 1, 'valid'), [
      count,
      height,
      width,
      channels,
      2,
    ]);
    return format === 'channelsLast' ? edges : tf.transpose(edges, [0, 3, 1, 2, 4]);
  },
);

/** The structural similarity of images (Wang et al., 2004), at most 1: `[batch]`, a scalar for single images. */
export const ssim = defineOp(
  'ssim',
  ['image1', 'image2', 'maxVal', 'filterSize', 'filterSigma', 'k1', 'k2', 'dataFormat'],
  (
    first: TensorInput,
    second: TensorInput,
    maxVal: number = 1,
    filterSize: number = 11,
    filterSigma: number = 1.5,
    k1: number = 0.01,
    k2: number = 0.03,
    dataFormat: Format = null,
  ) => {
    const where = 'ops.image.ssim';
    const format = getDataFormat(where, dataFormat);
    const [a, b] = [asFloat(first), asFloat(second)];
    if ((a.rank !== 3 && a.rank !== 4) || a.shape.join() !== b.shape.join())
      throw new ShapeError(
        `${where}: expected images of one shape, with 3 or 4 axes; received ${showShape(a.shape)} and ${showShape(b.shape)}.`,
      );
    const curve = tf.reshape(
      bell(checkPositiveInteger(where, 'filterSize', filterSize), filterSigma),
      [-1, 1],
    );
    const kernel = tf.reshape(tf.matMul(curve, curve, false, true), [
      filterSize,
      filterSize,
      1,
      1,
    ]) as tf.Tensor4D;
    const planes = (x: tf.Tensor) => {
      const batch = toChannelsLast(x.rank === 3 ? tf.expandDims(x, 0) : x, format);
      const [count, height, width, channels] = batch.shape as [number, number, number, number];
      const turned = tf.transpose(batch, [0, 3, 1, 2]);
      return { count, channels, x: tf.reshape(turned, [count * channels, height, width, 1]) as tf.Tensor4D };
    };
    const [p, q] = [planes(a), planes(b)];
    const mean = (x: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, kernel, 1, 'valid');
    const [mu1, mu2] = [mean(p.x), mean(q.x)];
    const variance = (x: tf.Tensor, mu: tf.Tensor) => tf.sub(mean(tf.square(x)), tf.square(mu));
    const covariance = tf.sub(mean(tf.mul(p.x, q.x)), tf.mul(mu1, mu2));
    const [c1, c2] = [(k1 * maxVal) ** 2, (k2 * maxVal) ** 2];
    const top = tf.mul(tf.add(tf.mul(tf.mul(mu1, mu2), 2), c1), tf.add(tf.mul(covariance, 2), c2));
    const spread = tf.add(tf.add(variance(p.x, mu1), variance(q.x, mu2)), c2);
    const bottom = tf.mul(tf.add(tf.add(tf.square(mu1), tf.square(mu2)), c1), spread);
    const likeness = tf.mean(tf.reshape(tf.mean(tf.div(top, bottom), [1, 2, 3]), [p.count, p.channels]), -1);
    return a.rank === 3 ? tf.squeeze(likeness) : likeness;
  },
);
