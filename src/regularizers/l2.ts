import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkRange } from '../support/check.js';
import { Regularizer } from './regularizer.js';

/** Options of {@link L2}. */
export interface L2Options {
  /** The factor, 0.01 by default. */
  readonly l2?: number;
}

/**
 * `l2 * sum(x^2)`. A number is taken as the factor.
 *
 * @example
 * new regularizers.L2({ l2: 0.01 })(tf.tensor([1, -2])).numpy(); // 0.05
 */
export class L2 extends Regularizer {
  readonly l2: number;

  constructor(options: L2Options | number = {}) {
    super();
    const { l2 = 0.01 } = typeof options === 'number' ? { l2: options } : checkOptions('L2', options, ['l2']);
    this.l2 = checkRange('L2', 'l2', l2, 0, Infinity);
  }

  override call(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => tf.mul(this.l2, tf.sum(tf.square(x))));
  }

  override getConfig(): Record<string, unknown> {
    return { l2: this.l2 };
  }
}

/** Makes an {@link L2}. */
export const l2 = (options?: L2Options | number) => new L2(options);
