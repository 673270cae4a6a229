import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../support/check.js';
import { Constraint } from './constraint.js';
import { type NormAxis, scaleToNorm } from './norms.js';

/** Options of {@link UnitNorm}. */
export interface UnitNormOptions {
  /** The axes of a vector, 0 by default: the inputs of a unit of Dense. */
  readonly axis?: NormAxis;
}

/**
 * Vectors have length one.
 *
 * @example
 * new constraints.UnitNorm()(tf.tensor([[3], [4]])).numpy(); // [[0.6], [0.8]]
 */
export class UnitNorm extends Constraint {
  readonly axis: NormAxis;

  constructor(options: UnitNormOptions = {}) {
    super();
    checkOptions('UnitNorm', options, ['axis']);
    this.axis = options.axis ?? 0;
  }

  override call(w: tf.Tensor): tf.Tensor {
    return scaleToNorm(w, this.axis, (norms) => tf.onesLike(norms));
  }

  override getConfig(): Record<string, unknown> {
    return { axis: this.axis };
  }
}

/** Makes a {@link UnitNorm}. */
export const unitNorm = (options?: UnitNormOptions) => new UnitNorm(options);
