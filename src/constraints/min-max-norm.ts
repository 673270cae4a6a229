import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkRange } from '../support/check.js';
import { Constraint } from './constraint.js';
import { type NormAxis, scaleToNorm } from './norms.js';

/** Options of {@link MinMaxNorm}. */
export interface MinMaxNormOptions {
  /** The smallest norm, 0 by default. */
  readonly minValue?: number;
  /** The largest norm, 1 by default. */
  readonly maxValue?: number;
  /** In [0, 1]: how far each update goes towards an allowed norm; 1, all the way, by default. */
  readonly rate?: number;
  /** The axes of a vector, 0 by default: the inputs of a unit of Dense. */
  readonly axis?: NormAxis;
}

/**
 * The length of vectors lies between two values.
 *
 * @example
 * new constraints.MinMaxNorm({ maxValue: 1 })(tf.tensor([[3], [4]])).numpy(); // [[0.6], [0.8]]
 */
export class MinMaxNorm extends Constraint {
  readonly minValue: number;
  readonly maxValue: number;
  readonly rate: number;
  readonly axis: NormAxis;

  constructor(options: MinMaxNormOptions = {}) {
    super();
    checkOptions('MinMaxNorm', options, ['minValue', 'maxValue', 'rate', 'axis']);
    this.minValue = checkRange('MinMaxNorm', 'minValue', options.minValue ?? 0, 0, Infinity);
    this.maxValue = checkRange('MinMaxNorm', 'maxValue', options.maxValue ?? 1, 0, Infinity);
    this.rate = checkRange('MinMaxNorm', 'rate', options.rate ?? 1, 0, 1);
    this.axis = options.axis ?? 0;
  }

  override call(w: tf.Tensor): tf.Tensor {
    const { minValue, maxValue, rate, axis } = this;
    return scaleToNorm(w, axis, (norms) =>
      tf.add(tf.mul(rate, tf.clipByValue(norms, minValue, maxValue)), tf.mul(1 - rate, norms)),
    );
  }

  override getConfig(): Record<string, unknown> {
    return { min_value: this.minValue, max_value: this.maxValue, rate: this.rate, axis: this.axis };
  }
}

/** Makes a {@link MinMaxNorm}. */
export const minMaxNorm = (options?: MinMaxNormOptions) => new MinMaxNorm(options);
