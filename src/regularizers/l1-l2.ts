import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkRange } from '../support/check.js';
import { Regularizer } from './regularizer.js';

/** Options of {@link L1L2}. */
export interface L1L2Options {
  /** The factor of the absolute values, 0 by default. */
  readonly l1?: number;
  /** The factor of the squares, 0 by default. */
  readonly l2?: number;
}

/**
 * `l1 * sum(|x|) + l2 * sum(x^2)`.
 *
 * @example
 * new regularizers.L1L2({ l1: 0.01, l2: 0.01 })(tf.tensor([1, -2])).numpy(); // 0.08
 */
export class L1L2 extends Regularizer {
  readonly l1: number;
  readonly l2: number;

  constructor(options: L1L2Options = {}) {
    super();
    checkOptions('L1L2', options, ['l1', 'l2']);
    this.l1 = checkRange('L1L2', 'l1', options.l1 ?? 0, 0, Infinity);
    this.l2 = checkRange('L1L2', 'l2', options.l2 ?? 0, 0, Infinity);
  }

  override call(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => tf.add(tf.mul(this.l1, tf.sum(tf.abs(x))), tf.mul(this.l2, tf.sum(tf.square(x)))));
  }

  override getConfig(): Record<string, unknown> {
    return { l1: this.l1, l2: this.l2 };
  }
}

/** Makes an {@link L1L2}; 0.01 for what is left out. */
export const l1l2 = ({ l1 = 0.01, l2 = 0.01 }: L1L2Options = {}) => new L1L2({ l1, l2 });
