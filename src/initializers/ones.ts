import * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../support/shape.js';
import { Initializer, type VariableDtype } from './initializer.js';

/** One everywhere. */
export class Ones extends Initializer {
  override call(shape: KnownShape, dtype: VariableDtype = 'float32'): tf.Tensor {
    return tf.ones([...shape], dtype);
  }
}

/** Makes a {@link Ones}. */
export const ones = () => new Ones();
