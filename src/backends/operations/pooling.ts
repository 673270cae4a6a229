import * as tf from '@tensorflow/tfjs-core';
import { padSpatial, padding as zerosAround } from './convolution.js';

/** How a window walks over its input; lists hold one number for each spatial dimension. */
export interface PoolingOptions {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
}

/** What is taken of a window. */
export type PoolingMode = 'max' | 'average';

/**
 * Pooling over one, two or three spatial dimensions, channels last, differentiable on every backend.
 *
 * tfjs-core's wasm kernels give wrong gradients where 'same' padding meets strides larger than the window, so the
 * padding is explicit here. As in TensorFlow it takes no part: neither in a maximum nor in the count of an average.
 *
 * @param x shape [batch, ...spatial, channels]
 */
export function pool(x: tf.Tensor, mode: PoolingMode, options: PoolingOptions): tf.Tensor {
  return tf.tidy(() => {
    const { size, strides } = options;
    const around = size.map((extent, axis) =>
      zerosAround(x.shape[axis + 1]!, extent, strides[axis]!, options.padding),
    );
    const padded = padSpatial(x, around, mode === 'max' ? Number.NEGATIVE_INFINITY : 0);
    const pooled = poolValid(padded, mode, size, strides);
    if (mode === 'max' || padded === x) return pooled;
    return tf.mul(pooled, shareOfElements(x.shape, pooled.shape, around, options));
  });
}

/**
 * Pooling to a given spatial size: output i of n covers the elements from floor(i · length / n) to
 * ceil((i + 1) · length / n), channels last.
 */
export function adaptivePool(x: tf.Tensor, mode: PoolingMode, outputSize: readonly number[]): tf.Tensor {
  return tf.tidy(() => outputSize.reduce((y, size, index) => adaptAxis(y, mode, index + 1, size), x));
}

/** One axis at a time: each window length is pooled with stride 1, and the windows are picked from that. */
function adaptAxis(x: tf.Tensor, mode: PoolingMode, axis: number, outputSize: number): tf.Tensor {
  const length = x.shape[axis]!;
  const windows = Array.from({ length: outputSize }, (_, i) => {
    const start = Math.floor((i * length) / outputSize);
    return { start, size: Math.ceil(((i + 1) * length) / outputSize) - start };
  });
  const sizes = [...new Set(windows.map(({ size }) => size))];
  const spatial = x.rank - 2;
  const ones = Array.from({ length: spatial }, () => 1);
  const pools = sizes.map((size) => poolValid(x, mode, ones.with(axis - 1, size), ones));
  const offsets = new Map<number, number>();
  let offset = 0;
  for (const [i, size] of sizes.entries()) {
    offsets.set(size, offset);
    offset += pools[i]!.shape[axis]!;
  }
  const picked = windows.map(({ start, size }) => offsets.get(size)! + start);
  return tf.gather(tf.concat(pools, axis), tf.tensor1d(picked, 'int32'), axis);
}

function poolValid(
  x: tf.Tensor,
  mode: PoolingMode,
  size: readonly number[],
  strides: readonly number[],
): tf.Tensor {
  if (size.length === 1) {
    // A line is an image of height 1.
    return tf.squeeze(poolValid(tf.expandDims(x, 1), mode, [1, ...size], [1, ...strides]), [1]);
  }
  if (size.length === 3) {
    const pool3d = mode === 'max' ? tf.maxPool3d : tf.avgPool3d;
    return pool3d(
      x as tf.Tensor5D,
      size as [number, number, number],
      strides as [number, number, number],
      'valid',
    );
  }
  const pool2d = mode === 'max' ? tf.maxPool : tf.avgPool;
  return pool2d(x as tf.Tensor4D, size as [number, number], strides as [number, number], 'valid');
}

/** Window size over the number of its elements that are not padding: what an average over zeros is short of. */
function shareOfElements(
  inputShape: readonly number[],
  outputShape: readonly number[],
  around: readonly (readonly [number, number])[],
  { size, strides }: PoolingOptions,
): tf.Tensor {
  const axes = size.map((extent, axis) => {
    const length = inputShape[axis + 1]!;
    const shares = Array.from({ length: outputShape[axis + 1]! }, (_, i) => {
      const start = i * strides[axis]! - around[axis]![0];
      return extent / (Math.min(start + extent, length) - Math.max(start, 0));
    });
    const shape = outputShape.map((_, i) => (i === axis + 1 ? shares.length : 1));
    return tf.tensor(shares, shape);
  });
  return axes.reduce((product, share) => tf.mul(product, share));
}
