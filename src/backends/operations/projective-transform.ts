import * as tf from '@tensorflow/tfjs-core';
import { ShapeError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';

/** What lies outside of an image: its mirror, itself again, one value, or its edge. */
export type FillMode = 'reflect' | 'wrap' | 'constant' | 'nearest';

export const FILL_MODES: readonly FillMode[] = ['reflect', 'wrap', 'constant', 'nearest'];

/** How a value between pixels is found. */
export type PixelInterpolation = 'nearest' | 'bilinear';

export const PIXEL_INTERPOLATIONS: readonly PixelInterpolation[] = ['nearest', 'bilinear'];

/** Options of {@link projectImages} and {@link sampleImages}. */
export interface SampleOptions {
  readonly interpolation: PixelInterpolation;
  readonly fillMode: FillMode;
  readonly fillValue: number;
}

/**
 * Images `[batch, height, width, channels]`, moved: the pixel at (x, y) is that at ((a0 x + a1 y + a2) / k,
 * (b0 x + b1 y + b2) / k) of the input, k = c0 x + c1 y + 1, as TensorFlow's ImageProjectiveTransformV3 has it.
 *
 * @param transforms `[batch, 8]` or `[1, 8]`: a0, a1, a2, b0, b1, b2, c0, c1
 */
export function projectImages(images: tf.Tensor, transforms: tf.Tensor, options: SampleOptions): tf.Tensor {
  const [batch, height, width] = images.shape as [number, number, number, number];
  if (transforms.rank !== 2 || transforms.shape[1] !== 8 || ![1, batch].includes(transforms.shape[0]!)) {
    throw new ShapeError(
      `projectImages: expected transforms of shape [${batch}, 8]; received ${showShape(transforms.shape)}.`,
    );
  }
  return tf.tidy(() => {
    const [a0, a1, a2, b0, b1, b2, c0, c1] = tf
      .split(tf.cast(transforms, 'float32'), 8, 1)
      .map((column) => tf.expandDims(column, -1)) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor] &
      tf.Tensor[];
    const [x, y] = pixelGrid(height, width);
    const line = (p: tf.Tensor, q: tf.Tensor, r: tf.Tensor | number) =>
      tf.add(tf.add(tf.mul(p, x), tf.mul(q, y)), r);
    const k = line(c0!, c1!, 1);
    return sampleImages(images, tf.div(line(a0, a1, a2), k), tf.div(line(b0, b1!, b2!), k), options);
  });
}

/** The places of pixels: x `[1, 1, width]` and y `[1, height, 1]`. */
export function pixelGrid(height: number, width: number): [x: tf.Tensor, y: tf.Tensor] {
  return [
    tf.reshape(tf.range(0, width, 1, 'float32'), [1, 1, width]),
    tf.reshape(tf.range(0, height, 1, 'float32'), [1, height, 1]),
  ];
}

/** The values of images at places between their pixels, `[batch, height, width]` or `[1, height, width]` each. */
export function sampleImages(
  images: tf.Tensor,
  x: tf.Tensor,
  y: tf.Tensor,
  { interpolation, fillMode, fillValue }: SampleOptions,
): tf.Tensor {
  const [, height, width] = images.shape as [number, number, number, number];
  const [insideX, insideY] = [intoImage(x, width, fillMode), intoImage(y, height, fillMode)];
  const read = (column: tf.Tensor, row: tf.Tensor) => readPixels(images, column, row, fillValue);
  if (interpolation === 'nearest') return read(roundAway(insideX), roundAway(insideY));
  const [left, top] = [tf.floor(insideX), tf.floor(insideY)];
  const [right, bottom] = [tf.add(left, 1), tf.add(top, 1)];
  const share = (value: tf.Tensor) => tf.expandDims(value, -1);
  const mixed = (row: tf.Tensor) =>
    tf.add(
      tf.mul(share(tf.sub(right, insideX)), read(left, row)),
      tf.mul(share(tf.sub(insideX, left)), read(right, row)),
    );
  return tf.add(
    tf.mul(share(tf.sub(bottom, insideY)), mixed(top)),
    tf.mul(share(tf.sub(insideY, top)), mixed(bottom)),
  );
}

/** Places on an axis of `size` pixels, brought into the image as TensorFlow does. */
function intoImage(at: tf.Tensor, size: number, mode: FillMode): tf.Tensor {
  if (mode === 'constant') return at;
  const clamp = (place: tf.Tensor) => tf.clipByValue(place, 0, size - 1);
  if (mode === 'nearest') return clamp(at);
  if (size === 1) return tf.zerosLike(at);
  const zero = tf.scalar(0);
  const below = tf.less(at, zero);
  const above = tf.greater(at, size - 1);
  const whole = (value: tf.Tensor) => tf.floor(value);
  if (mode === 'wrap') {
    const period = size - 1;
    const fromBelow = tf.add(at, tf.mul(tf.add(whole(tf.div(tf.neg(at), period)), 1), size));
    const fromAbove = tf.sub(at, tf.mul(whole(tf.div(at, period)), size));
    return clamp(tf.where(below, fromBelow, tf.where(above, fromAbove, at)));
  }
  const twice = 2 * size;
  const lifted = tf.add(at, tf.mul(whole(tf.div(tf.neg(at), twice)), twice));
  const fromBelow = tf.where(tf.less(lifted, -size), tf.add(lifted, twice), tf.sub(tf.neg(lifted), 1));
  const lowered = tf.sub(at, tf.mul(whole(tf.div(at, twice)), twice));
  const fromAbove = tf.where(tf.greaterEqual(lowered, size), tf.sub(twice - 1, lowered), lowered);
  return clamp(tf.where(below, fromBelow, tf.where(above, fromAbove, at)));
}

/** Halves away from zero, as C rounds; tfjs rounds them to even numbers. */
function roundAway(value: tf.Tensor): tf.Tensor {
  return tf.mul(tf.sign(value), tf.floor(tf.add(tf.abs(value), 0.5)));
}

/** The pixels at whole places; `outside` where there are none. */
function readPixels(images: tf.Tensor, x: tf.Tensor, y: tf.Tensor, outside: number): tf.Tensor {
  const [batch, height, width, channels] = images.shape as [number, number, number, number];
  const within = (value: tf.Tensor, size: number) =>
    tf.logicalAnd(tf.greaterEqual(value, 0), tf.less(value, size));
  const [column, row] = [tf.clipByValue(x, 0, width - 1), tf.clipByValue(y, 0, height - 1)];
  const first = tf.mul(
    tf.reshape(tf.range(0, batch, 1, 'int32'), [batch, 1, 1]),
    tf.scalar(height * width, 'int32'),
  );
  const place = tf.cast(tf.add(tf.mul(row, width), column), 'int32');
  const index = tf.add(first, place);
  const pixels = tf.gather(tf.reshape(images, [batch * height * width, channels]), tf.reshape(index, [-1]));
  const found = tf.reshape(pixels, [batch, height, width, channels]);
  const known = tf.expandDims(tf.logicalAnd(within(x, width), within(y, height)), -1);
  const flags = tf.cast(known, 'float32');
  return tf.add(tf.mul(found, flags), tf.mul(tf.sub(1, flags), outside));
}
