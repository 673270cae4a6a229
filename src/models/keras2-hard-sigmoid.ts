import * as tf from '@tensorflow/tfjs-core';
import { registerActivation } from '../activations/index.js';
import { registerCustomObject } from '../support/custom-objects.js';

/** Its name in files. */
export const KERAS2_HARD_SIGMOID = 'keras2_hard_sigmoid';

/** `clip(0.2 x + 0.5, 0, 1)`: what Keras 2 and TensorFlow.js call hard_sigmoid; Keras 3's has a slope of 1/6. */
export function keras2HardSigmoid(x: tf.Tensor): tf.Tensor {
  return tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1);
}

registerActivation(keras2HardSigmoid, KERAS2_HARD_SIGMOID);
registerCustomObject(keras2HardSigmoid, 'Cellgrad', KERAS2_HARD_SIGMOID);

/** A configuration of before Keras 3 with the hard sigmoid that is meant there. */
export function withKeras2HardSigmoid(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeras2HardSigmoid);
  if (typeof value !== 'object' || value === null) return value;
  const changed = Object.entries(value).map(([key, item]) => {
    const meant = (key === 'activation' || key === 'recurrent_activation') && item === 'hard_sigmoid';
    return [key, meant ? KERAS2_HARD_SIGMOID : withKeras2HardSigmoid(item)] as const;
  });
  return Object.fromEntries(changed);
}
