import * as tf from '@tensorflow/tfjs-core';
import { checkFinite, checkNumber, checkOptions } from '../../support/check.js';
import { LearningRateSchedule } from './learning-rate-schedule.js';

/** Options of {@link ExponentialDecay}. */
export interface ExponentialDecayOptions {
  /** The learning rate at the first step. */
  readonly initialLearningRate: number;
  /** Steps, above 0. */
  readonly decaySteps: number;
  /** The factor for each `decaySteps` steps. */
  readonly decayRate: number;
  /** True: the exponent is an integer, the rate falls in stairs. */
  readonly staircase?: boolean;
  readonly name?: string;
}

/**
 * `initial * rate^(step / decaySteps)`.
 *
 * Source: https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay/
 *
 * @example
 * new optimizers.schedules.ExponentialDecay({ initialLearningRate: 0.1, decaySteps: 1000, decayRate: 0.5 })(2000).numpy(); // 0.025
 */
export class ExponentialDecay extends LearningRateSchedule {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly decayRate: number;
  readonly staircase: boolean;
  override readonly name: string;

  constructor(options: ExponentialDecayOptions) {
    super();
    checkOptions('ExponentialDecay', options, [
      'initialLearningRate',
      'decaySteps',
      'decayRate',
      'staircase',
      'name',
    ]);
    this.initialLearningRate = checkFinite(
      'ExponentialDecay',
      'initialLearningRate',
      options.initialLearningRate,
    );
    this.decaySteps = checkNumber(
      'ExponentialDecay',
      'decaySteps',
      options.decaySteps,
      'a number above 0',
      (n) => n > 0,
    );
    this.decayRate = checkFinite('ExponentialDecay', 'decayRate', options.decayRate);
    this.staircase = options.staircase ?? false;
    this.name = options.name ?? 'ExponentialDecay';
  }

  override call(step: tf.Tensor): tf.Tensor {
    const exponent = tf.div(step, this.decaySteps);
    const power = tf.pow(this.decayRate, this.staircase ? tf.floor(exponent) : exponent);
    return tf.mul(this.initialLearningRate, power);
  }

  override getConfig(): Record<string, unknown> {
    return {
      initial_learning_rate: this.initialLearningRate,
      decay_steps: this.decaySteps,
      decay_rate: this.decayRate,
      staircase: this.staircase,
      name: this.name,
    };
  }
}

/** Makes an {@link ExponentialDecay}. */
export const exponentialDecay = (options: ExponentialDecayOptions) => new ExponentialDecay(options);
