import * as tf from '@tensorflow/tfjs-core';
import { withRoom } from '../backends/out-of-memory.js';

// tfjs makes these in JavaScript's memory first, outside of any operation.

/** `tf.zeros`, which names the tensor where there is no room for it. */
export const zeros: typeof tf.zeros = (shape, dtype = 'float32') =>
  withRoom(shape, dtype, () => tf.zeros(shape, dtype));

/** `tf.ones`, which names the tensor where there is no room for it. */
export const ones: typeof tf.ones = (shape, dtype = 'float32') =>
  withRoom(shape, dtype, () => tf.ones(shape, dtype));
