import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../support/check.js';
import type { KnownShape } from '../support/shape.js';
import { Initializer, type VariableDtype } from './initializer.js';

/** Options of {@link Constant}. */
export interface ConstantOptions {
  /** The value of every element, 0 by default. */
  readonly value?: number;
}

/**
 * One value everywhere.
 *
 * @example
 * new initializers.Constant({ value: 3 })([2, 2]);
 */
export class Constant extends Initializer {
  readonly value: number;

  constructor(options: ConstantOptions = {}) {
    super();
    checkOptions('Constant', options, ['value']);
    this.value = options.value ?? 0;
  }

  override call(shape: KnownShape, dtype: VariableDtype = 'float32'): tf.Tensor {
    return tf.fill([...shape], this.value, dtype as 'float32');
  }

  override getConfig(): Record<string, unknown> {
    return { value: this.value };
  }
}

/** Makes a {@link Constant}. */
export const constant = (options?: ConstantOptions) => new Constant(options);
