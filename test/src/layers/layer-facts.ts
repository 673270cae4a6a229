import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { CallOptions } from '../../../src/layers/call.js';
import { deserialize, type Layer } from '../../../src/layers/index.js';
import { toKerasConfig } from '../../../src/support/registry.js';

/**
 * What holds for every layer: it can be made again from its config, its shapes for an unknown batch size are those
 * that it gives, and a call leaves no tensors but its result and its weights. Gives the result.
 */
export function layerFacts(layer: Layer, x: tf.Tensor, options: CallOptions = {}): tf.Tensor {
  const config = toKerasConfig('keras.layers', layer);
  assert.deepEqual(toKerasConfig('keras.layers', deserialize(config)), config);
  layer(x, options);
  const [batch, ...sizes] = x.shape;
  const [found, ...expected] = layer.computeOutputShape([null, ...sizes]) as (number | null)[];
  const before = tf.memory().numTensors;
  const y = tf.tidy(() => layer(x, options) as tf.Tensor);
  assert.ok(tf.memory().numTensors - before <= 1, `${tf.memory().numTensors - before} tensors are left`);
  assert.deepEqual(y.shape, [found ?? batch, ...expected]);
  assert.equal(found, null, 'the batch axis');
  return y;
}

/** Values 0, 1, 2 ... */
export function counting(shape: number[]): tf.Tensor {
  return tf.reshape(tf.range(0, tf.util.sizeFromShape(shape)), shape);
}

/** The values as plain numbers, rounded to six digits. */
export function rounded(x: tf.Tensor): number[] {
  return [...x.dataSync()].map((value) => Number(value.toFixed(6)));
}
