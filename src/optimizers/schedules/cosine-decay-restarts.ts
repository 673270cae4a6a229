import * as tf from '@tensorflow/tfjs-core';
import { checkFinite, checkNumber, checkOptions } from '../../support/check.js';
import { LearningRateSchedule } from './learning-rate-schedule.js';

/** Options of {@link CosineDecayRestarts}. */
export interface CosineDecayRestartsOptions {
  /** The learning rate at the first step. */
  readonly initialLearningRate: number;
  /** The steps of the first one, above 0. */
  readonly firstDecaySteps: number;
  /** 2 by default. */
  readonly tMul?: number;
  /** 1 by default. */
  readonly mMul?: number;
  /** The share of the learning rate at each end, 0 by default. */
  readonly alpha?: number;
  readonly name?: string;
}

/**
 * Half cosines one after the other, each `tMul` times longer and `mMul` times as high (Loshchilov and Hutter, 2017).
 *
 * Source: https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay_restarts/
 *
 * @example
 * new optimizers.schedules.CosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 100 })(50).numpy(); // 0.05
 */
export class CosineDecayRestarts extends LearningRateSchedule {
  readonly initialLearningRate: number;
  readonly firstDecaySteps: number;
  readonly tMul: number;
  readonly mMul: number;
  readonly alpha: number;
  override readonly name: string;

  constructor(options: CosineDecayRestartsOptions) {
    super();
    checkOptions('CosineDecayRestarts', options, [
      'initialLearningRate',
      'firstDecaySteps',
      'tMul',
      'mMul',
      'alpha',
      'name',
    ]);
    this.initialLearningRate = checkFinite(
      'CosineDecayRestarts',
      'initialLearningRate',
      options.initialLearningRate,
    );
    this.firstDecaySteps = checkNumber(
      'CosineDecayRestarts',
      'firstDecaySteps',
      options.firstDecaySteps,
      'a number above 0',
      (n) => n > 0,
    );
    this.tMul = checkFinite('CosineDecayRestarts', 'tMul', options.tMul ?? 2);
    this.mMul = checkFinite('CosineDecayRestarts', 'mMul', options.mMul ?? 1);
    this.alpha = checkFinite('CosineDecayRestarts', 'alpha', options.alpha ?? 0);
    this.name = options.name ?? 'SGDRDecay';
  }

  override call(step: tf.Tensor): tf.Tensor {
    const { tMul, alpha } = this;
    const time = tf.div(step, this.firstDecaySteps);
    const restarts = tf.floor(
      tMul === 1 ? time : tf.div(tf.log(tf.sub(1, tf.mul(time, 1 - tMul))), Math.fround(Math.log(tMul))),
    );
    const length = tf.pow(tMul, restarts);
    const passed = tMul === 1 ? restarts : tf.div(tf.sub(1, length), 1 - tMul);
    const fraction = tf.div(tf.sub(time, passed), length);
    const height = tf.mul(0.5, tf.pow(this.mMul, restarts));
    const cosine = tf.mul(height, tf.add(1, tf.cos(tf.mul(Math.PI, fraction))));
    return tf.mul(this.initialLearningRate, tf.add(tf.mul(1 - alpha, cosine), alpha));
  }

  override getConfig(): Record<string, unknown> {
    return {
      initial_learning_rate: this.initialLearningRate,
      first_decay_steps: this.firstDecaySteps,
      t_mul: this.tMul,
      m_mul: this.mMul,
      alpha: this.alpha,
      name: this.name,
    };
  }
}

/** Makes a {@link CosineDecayRestarts}. */
export const cosineDecayRestarts = (options: CosineDecayRestartsOptions) => new CosineDecayRestarts(options);
