import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkRange } from '../support/check.js';
import { Constraint } from './constraint.js';
import { type NormAxis, scaleToNorm } from './norms.js';

/** Options of {@link MaxNorm}. */
export interface MaxNormOptions {
  /** The largest norm, 2 by default. */
  readonly maxValue?: number;
  /** The axes of a vector, 0 by default: the inputs of a unit of Dense. */
  readonly axis?: NormAxis;
}

/**
 * Vectors are at most so long.
 *
 * @example
 * new constraints.MaxNorm({ maxValue: 1 })(tf.tensor([[3], [4]])).numpy(); // [[0.6], [0.8]]
 */
export class MaxNorm extends Constraint {
  readonly maxValue: number;
  readonly axis: NormAxis;

  constructor(options: MaxNormOptions = {}) {
    super();
    checkOptions('MaxNorm', options, ['maxValue', 'axis']);
    this.maxValue = checkRange('MaxNorm', 'maxValue', options.maxValue ?? 2, 0, Infinity);
    this.axis = options.axis ?? 0;
  }

  override call(w: tf.Tensor): tf.Tensor {
    return scaleToNorm(w, this.axis, (norms) => tf.clipByValue(norms, 0, this.maxValue));
  }

  override getConfig(): Record<string, unknown> {
    return { max_value: this.maxValue, axis: this.axis };
  }
}

/** Makes a {@link MaxNorm}. */
export const maxNorm = (options?: MaxNormOptions) => new MaxNorm(options);
