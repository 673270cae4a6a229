import * as tf from '@tensorflow/tfjs-core';
import { checkFinite, checkNumber, checkOptions } from '../../support/check.js';
import { LearningRateSchedule } from './learning-rate-schedule.js';

/** Options of {@link PolynomialDecay}. */
export interface PolynomialDecayOptions {
  /** The learning rate at the first step. */
  readonly initialLearningRate: number;
  /** Steps, above 0. */
  readonly decaySteps: number;
  /** The learning rate at the end, 0.0001 by default. */
  readonly endLearningRate?: number;
  /** 1 (default): a straight line. */
  readonly power?: number;
  /** True: begins again beyond `decaySteps`, each time longer. */
  readonly cycle?: boolean;
  readonly name?: string;
}

/**
 * From the initial to the end learning rate along a power of the remaining time.
 *
 * Source: https://keras.io/api/optimizers/learning_rate_schedules/polynomial_decay/
 *
 * @example
 * new optimizers.schedules.PolynomialDecay({ initialLearningRate: 0.1, decaySteps: 100, endLearningRate: 0 })(50).numpy(); // 0.05
 */
export class PolynomialDecay extends LearningRateSchedule {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly endLearningRate: number;
  readonly power: number;
  readonly cycle: boolean;
  override readonly name: string;

  constructor(options: PolynomialDecayOptions) {
    super();
    checkOptions('PolynomialDecay', options, [
      'initialLearningRate',
      'decaySteps',
      'endLearningRate',
      'power',
      'cycle',
      'name',
    ]);
    this.initialLearningRate = checkFinite(
      'PolynomialDecay',
      'initialLearningRate',
      options.initialLearningRate,
    );
    this.decaySteps = checkNumber(
      'PolynomialDecay',
      'decaySteps',
      options.decaySteps,
      'a number above 0',
      (n) => n > 0,
    );
    this.endLearningRate = checkFinite(
      'PolynomialDecay',
      'endLearningRate',
      options.endLearningRate ?? 0.0001,
    );
    this.power = checkFinite('PolynomialDecay', 'power', options.power ?? 1);
    this.cycle = options.cycle ?? false;
    this.name = options.name ?? 'PolynomialDecay';
  }

  override call(step: tf.Tensor): tf.Tensor {
    const { decaySteps, endLearningRate: end } = this;
    const cycles = tf.maximum(1, tf.ceil(tf.div(step, decaySteps)));
    const fraction = this.cycle
      ? tf.div(step, tf.mul(decaySteps, cycles))
      : tf.div(tf.minimum(step, decaySteps), decaySteps);
    return tf.add(tf.mul(this.initialLearningRate - end, tf.pow(tf.sub(1, fraction), this.power)), end);
  }

  override getConfig(): Record<string, unknown> {
    return {
      initial_learning_rate: this.initialLearningRate,
      decay_steps: this.decaySteps,
      end_learning_rate: this.endLearningRate,
      power: this.power,
      cycle: this.cycle,
      name: this.name,
    };
  }
}

/** Makes a {@link PolynomialDecay}. */
export const polynomialDecay = (options: PolynomialDecayOptions) => new PolynomialDecay(options);
