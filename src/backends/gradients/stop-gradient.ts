import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from './with-gradient.js';

/** The same value, through which no gradient flows. */
export function stopGradient(x: tf.Tensor): tf.Tensor {
  return withGradient([x], { forward: () => tf.clone(x), gradient: (dy) => [tf.zerosLike(dy)] });
}
