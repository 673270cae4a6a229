import * as tf from '@tensorflow/tfjs-core';
import { checkFinite, checkNumber, checkOptions } from '../../support/check.js';
import { LearningRateSchedule } from './learning-rate-schedule.js';

/** Options of {@link CosineDecay}. */
export interface CosineDecayOptions {
  /** The learning rate at the first step. */
  readonly initialLearningRate: number;
  /** Steps, above 0. */
  readonly decaySteps: number;
  /** The share of the learning rate at the end, 0 by default. */
  readonly alpha?: number;
  /** The learning rate to warm up to from the initial one; null: no warm-up. */
  readonly warmupTarget?: number | null;
  /** The steps of the warm-up, 0 by default. */
  readonly warmupSteps?: number;
  readonly name?: string;
}

/**
 * Half a cosine from the initial learning rate down to its share alpha; before it a straight warm-up if wanted (Loshchilov and Hutter, 2017).
 *
 * Source: https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay/
 *
 * @example
 * new optimizers.schedules.CosineDecay({ initialLearningRate: 0.1, decaySteps: 100 })(50).numpy(); // 0.05
 */
export class CosineDecay extends LearningRateSchedule {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly alpha: number;
  readonly warmupTarget: number | null;
  readonly warmupSteps: number;
  override readonly name: string;

  constructor(options: CosineDecayOptions) {
    super();
    checkOptions('CosineDecay', options, [
      'initialLearningRate',
      'decaySteps',
      'alpha',
      'warmupTarget',
      'warmupSteps',
      'name',
    ]);
    this.initialLearningRate = checkFinite('CosineDecay', 'initialLearningRate', options.initialLearningRate);
    this.decaySteps = checkNumber(
      'CosineDecay',
      'decaySteps',
      options.decaySteps,
      'a number above 0',
      (n) => n > 0,
    );
    this.alpha = checkFinite('CosineDecay', 'alpha', options.alpha ?? 0);
    this.warmupTarget = options.warmupTarget ?? null;
    this.warmupSteps = checkFinite('CosineDecay', 'warmupSteps', options.warmupSteps ?? 0);
    this.name = options.name ?? 'CosineDecay';
  }

  override call(step: tf.Tensor): tf.Tensor {
    const { decaySteps, warmupSteps, warmupTarget, initialLearningRate: initial } = this;
    if (warmupTarget === null) return this.decay(tf.minimum(step, decaySteps), initial);
    const at = tf.minimum(step, decaySteps + warmupSteps);
    const warming = tf.add(tf.mul(warmupTarget - initial, tf.div(at, warmupSteps)), initial);
    return tf.where(tf.less(at, warmupSteps), warming, this.decay(tf.sub(at, warmupSteps), warmupTarget));
  }

  private decay(step: tf.Tensor, from: number): tf.Tensor {
    const cosine = tf.mul(0.5, tf.add(1, tf.cos(tf.mul(Math.PI, tf.div(step, this.decaySteps)))));
    return tf.mul(from, tf.add(tf.mul(1 - this.alpha, cosine), this.alpha));
  }

  override getConfig(): Record<string, unknown> {
    return {
      initial_learning_rate: this.initialLearningRate,
      decay_steps: this.decaySteps,
      alpha: this.alpha,
      warmup_target: this.warmupTarget,
      warmup_steps: this.warmupSteps,
      name: this.name,
    };
  }
}

/** Makes a {@link CosineDecay}. */
export const cosineDecay = (options: CosineDecayOptions) => new CosineDecay(options);
