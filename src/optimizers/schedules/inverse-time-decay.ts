import * as tf from '@tensorflow/tfjs-core';
import { checkFinite, checkNumber, checkOptions } from '../../support/check.js';
import { LearningRateSchedule } from './learning-rate-schedule.js';

/** Options of {@link InverseTimeDecay}. */
export interface InverseTimeDecayOptions {
  /** The learning rate at the first step. */
  readonly initialLearningRate: number;
  /** Steps, above 0. */
  readonly decaySteps: number;
  /** The factor of time. */
  readonly decayRate: number;
  /** True: time counts in whole `decaySteps`. */
  readonly staircase?: boolean;
  readonly name?: string;
}

/**
 * `initial / (1 + rate * step / decaySteps)`.
 *
 * Source: https://keras.io/api/optimizers/learning_rate_schedules/inverse_time_decay/
 *
 * @example
 * new optimizers.schedules.InverseTimeDecay({ initialLearningRate: 0.1, decaySteps: 10, decayRate: 1 })(10).numpy(); // 0.05
 */
export class InverseTimeDecay extends LearningRateSchedule {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly decayRate: number;
  readonly staircase: boolean;
  override readonly name: string;

  constructor(options: InverseTimeDecayOptions) {
    super();
    checkOptions('InverseTimeDecay', options, [
      'initialLearningRate',
      'decaySteps',
      'decayRate',
      'staircase',
      'name',
    ]);
    this.initialLearningRate = checkFinite(
      'InverseTimeDecay',
      'initialLearningRate',
      options.initialLearningRate,
    );
    this.decaySteps = checkNumber(
      'InverseTimeDecay',
      'decaySteps',
      options.decaySteps,
      'a number above 0',
      (n) => n > 0,
    );
    this.decayRate = checkFinite('InverseTimeDecay', 'decayRate', options.decayRate);
    this.staircase = options.staircase ?? false;
    this.name = options.name ?? 'InverseTimeDecay';
  }

  override call(step: tf.Tensor): tf.Tensor {
    const time = tf.div(step, this.decaySteps);
    const passed = this.staircase ? tf.floor(time) : time;
    return tf.div(this.initialLearningRate, tf.add(1, tf.mul(this.decayRate, passed)));
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

/** Makes an {@link InverseTimeDecay}. */
export const inverseTimeDecay = (options: InverseTimeDecayOptions) => new InverseTimeDecay(options);
