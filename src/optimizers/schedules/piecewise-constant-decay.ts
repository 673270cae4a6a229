import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { LearningRateSchedule } from './learning-rate-schedule.js';

/** Options of {@link PiecewiseConstantDecay}. */
export interface PiecewiseConstantDecayOptions {
  /** The last step of each value but the last. */
  readonly boundaries: readonly number[];
  /** The learning rates, one more than boundaries. */
  readonly values: readonly number[];
  readonly name?: string;
}

/**
 * One learning rate after the other.
 *
 * Source: https://keras.io/api/optimizers/learning_rate_schedules/piecewise_constant_decay/
 *
 * @example
 * new optimizers.schedules.PiecewiseConstantDecay({ boundaries: [100], values: [0.5, 0.25] })(101).numpy(); // 0.25
 */
export class PiecewiseConstantDecay extends LearningRateSchedule {
  readonly boundaries: readonly number[];
  readonly values: readonly number[];
  override readonly name: string;

  constructor(options: PiecewiseConstantDecayOptions) {
    super();
    checkOptions('PiecewiseConstantDecay', options, ['boundaries', 'values', 'name']);
    const { boundaries, values, name = 'PiecewiseConstant' } = options;
    if (!Array.isArray(boundaries) || !Array.isArray(values) || boundaries.length !== values.length - 1)
      throw new ValueError(
        `PiecewiseConstantDecay: expected one value more than boundaries; received boundaries ${show(boundaries)} and values ${show(values)}.`,
      );
    this.boundaries = boundaries;
    this.values = values;
    this.name = name;
  }

  override call(step: tf.Tensor): tf.Tensor {
    let rate: tf.Tensor = tf.scalar(this.values[0]!);
    this.boundaries.forEach((boundary, i) => {
      rate = tf.where(tf.greater(step, boundary), tf.scalar(this.values[i + 1]!), rate);
    });
    return rate;
  }

  override getConfig(): Record<string, unknown> {
    return { boundaries: this.boundaries, values: this.values, name: this.name };
  }
}

/** Makes a {@link PiecewiseConstantDecay}. */
export const piecewiseConstantDecay = (options: PiecewiseConstantDecayOptions) =>
  new PiecewiseConstantDecay(options);
