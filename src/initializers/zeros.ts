import * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../support/shape.js';
import { Initializer, type VariableDtype } from './initializer.js';

/** Zero everywhere. */
export class Zeros extends Initializer {
  override call(shape: KnownShape, dtype: VariableDtype = 'float32'): tf.Tensor {
    return tf.zeros([...shape], dtype);
  }
}

/** Makes a {@link Zeros}. */
export const zeros = () => new Zeros();
