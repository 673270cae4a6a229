import { totalmem } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../support/shape.js';
import { OutOfMemoryError, showRoom } from '../out-of-memory.js';
import { MOST_BYTES } from '../wasm/memory.js';

/**
 * Each element `times` times along an axis: [a, b] gives [a, a, b, b]. Has a gradient for every rank, unlike tf.tile.
 *
 * @throws OutOfMemoryError, before anything is made, for more than there can be room for
 */
export function repeat(x: tf.Tensor, times: number, axis: number): tf.Tensor {
  const shape = x.shape.map((size, i) => (i === axis ? size * times : size));
  // The ones are filled in before the backend is asked for room for the product.
  const bytes = (times + sizeOf(shape)) * tf.util.bytesPerElement(x.dtype);
  if (bytes > (tf.getBackend() === 'wasm' ? MOST_BYTES : totalmem()))
    throw new OutOfMemoryError(`repeat: ${showRoom(shape, x.dtype)}`);
  return tf.tidy(() => {
    const rows = tf.reshape(x, [sizeOf(x.shape.slice(0, axis + 1)), 1, sizeOf(x.shape.slice(axis + 1))]);
    const dtype = x.dtype === 'bool' ? 'int32' : x.dtype;
    const repeated = tf.mul(tf.cast(rows, dtype), tf.ones([1, times, 1], dtype as 'float32'));
    return tf.cast(tf.reshape(repeated, shape), x.dtype);
  });
}
