import type * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../support/shape.js';
import { Initializer, type VariableDtype } from './initializer.js';

/** A function of a shape, as an initializer. */
export type InitializerFunction = (shape: KnownShape, dtype?: VariableDtype) => tf.Tensor;

/** Makes an initializer of a function. */
export class FunctionInitializer extends Initializer {
  constructor(readonly fn: InitializerFunction) {
    super();
  }

  override call(shape: KnownShape, dtype: VariableDtype = 'float32'): tf.Tensor {
    return this.fn(shape, dtype);
  }
}
