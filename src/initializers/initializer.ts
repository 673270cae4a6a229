import type * as tf from '@tensorflow/tfjs-core';
import { ConfigurableCallable } from '../support/configurable.js';
import type { KnownShape } from '../support/shape.js';

/** The type of a variable's values. */
export type VariableDtype = 'float32' | 'int32' | 'bool';

export interface Initializer {
  /** The values, of this shape. */
  (shape: KnownShape, dtype?: VariableDtype): tf.Tensor;
}

/**
 * Makes the first values of a variable; a subclass says them in `call`.
 *
 * Source: https://keras.io/api/layers/initializers/
 *
 * @example
 * class Halves extends initializers.Initializer {
 *   call(shape: number[]) {
 *     return tf.fill(shape, 0.5);
 *   }
 * }
 * new Halves()([2]);
 */
export abstract class Initializer extends ConfigurableCallable {
  /** The values, of this shape. */
  abstract call(shape: KnownShape, dtype?: VariableDtype): tf.Tensor;

  override invoke(shape: KnownShape, dtype?: VariableDtype): tf.Tensor {
    return this.call(shape, dtype);
  }

  /** tfjs's name of `call`. */
  apply(shape: KnownShape, dtype?: VariableDtype): tf.Tensor {
    return this.call(shape, dtype);
  }
}
