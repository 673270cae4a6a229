import * as tf from '@tensorflow/tfjs-core';
import { overOccurrences } from '../backends/operations/occurrences.js';
import { checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link RMSprop}. */
export interface RMSpropOptions extends OptimizerOptions {
  /** The decay of the running mean, 0.9 by default. */
  readonly rho?: number;
  /** 0 by default. */
  readonly momentum?: number;
  /** 1e-7 by default. */
  readonly epsilon?: number;
  /** True: divides by the estimated variance in place of the second moment. */
  readonly centered?: boolean;
}

/**
 * Divides by the root of a running mean of squared gradients (Hinton, 2012). Learning rate 0.001 by default.
 *
 * Source: https://keras.io/api/optimizers/rmsprop/
 *
 * @example
 * model.compile({ optimizer: new optimizers.RMSprop({ learningRate: 0.001 }), loss: 'meanSquaredError' });
 */
export class RMSprop extends Optimizer {
  readonly rho: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;

  constructor(options: RMSpropOptions = {}) {
    super(options, 0.001, ['rho', 'momentum', 'epsilon', 'centered']);
    this.rho = checkRange(this.className, 'rho', options.rho ?? 0.9, 0, 1);
    this.momentum = checkRange(this.className, 'momentum', options.momentum ?? 0, 0, Infinity);
    this.epsilon = checkRange(this.className, 'epsilon', options.epsilon ?? 1e-7, 0, Infinity);
    this.centered = options.centered ?? false;
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return [
      ['velocity'],
      ...(this.momentum > 0 ? [['momentum']] : []),
      ...(this.centered ? [['average_gradient']] : []),
    ];
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void {
    const { rho, epsilon } = this;
    const { velocity, momentum, average_gradient: average } = slots;
    velocity!.assign(tf.add(tf.mul(rho, velocity!), tf.mul(1 - rho, overOccurrences(gradient, tf.square))));
    let denominator = tf.add(velocity!, epsilon);
    if (average) {
      average.assign(tf.add(tf.mul(rho, average), tf.mul(1 - rho, gradient)));
      denominator = tf.add(tf.sub(velocity!, tf.square(average)), epsilon);
    }
    const change = tf.div(tf.mul(learningRate, gradient), tf.sqrt(denominator));
    momentum?.assign(tf.add(tf.mul(this.momentum, momentum), change));
    variable.assign(tf.sub(variable, momentum ?? change));
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      rho: this.rho,
      momentum: this.momentum,
      epsilon: this.epsilon,
      centered: this.centered,
    };
  }
}

/** Makes a {@link RMSprop}; a number is the learning rate. */
export const rmsprop = (options?: RMSpropOptions | LearningRate) => new RMSprop(asOptions(options));
