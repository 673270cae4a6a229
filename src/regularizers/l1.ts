import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkRange } from '../support/check.js';
import { Regularizer } from './regularizer.js';

/** Options of {@link L1}. */
export interface L1Options {
  /** The factor, 0.01 by default. */
  readonly l1?: number;
}

/**
 * `l1 * sum(|x|)`. A number is taken as the factor.
 *
 * @example
 * new regularizers.L1({ l1: 0.01 })(tf.tensor([1, -2])).numpy(); // 0.03
 */
export class L1 extends Regularizer {
  readonly l1: number;

  constructor(options: L1Options | number = {}) {
    super();
    const { l1 = 0.01 } = typeof options === 'number' ? { l1: options } : checkOptions('L1', options, ['l1']);
    this.l1 = checkRange('L1', 'l1', l1, 0, Infinity);
  }

  override call(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => tf.mul(this.l1, tf.sum(tf.abs(x))));
  }

  override getConfig(): Record<string, unknown> {
    return { l1: this.l1 };
  }
}

/** Makes an {@link L1}. */
export const l1 = (options?: L1Options | number) => new L1(options);
