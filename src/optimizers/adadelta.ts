import * as tf from '@tensorflow/tfjs-core';
import { overOccurrences } from '../backends/operations/occurrences.js';
import { checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link Adadelta}. */
export interface AdadeltaOptions extends OptimizerOptions {
  /** The decay of the running means, 0.95 by default. */
  readonly rho?: number;
  /** 1e-7 by default. */
  readonly epsilon?: number;
}

/**
 * Scales by running means of squared gradients and of squared changes (Zeiler, 2012). Learning rate 0.001 by default.
 *
 * Source: https://keras.io/api/optimizers/adadelta/
 *
 * @example
 * model.compile({ optimizer: new optimizers.Adadelta({ learningRate: 0.001 }), loss: 'meanSquaredError' });
 */
export class Adadelta extends Optimizer {
  readonly rho: number;
  readonly epsilon: number;

  constructor(options: AdadeltaOptions = {}) {
    super(options, 0.001, ['rho', 'epsilon']);
    this.rho = checkRange(this.className, 'rho', options.rho ?? 0.95, 0, 1);
    this.epsilon = checkRange(this.className, 'epsilon', options.epsilon ?? 1e-7, 0, Infinity);
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return [['accumulated_grad', 'accumulated_delta_var']];
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void {
    const { rho, epsilon } = this;
    const { accumulated_grad: gradients, accumulated_delta_var: changes } = slots;
    const rms = (x: tf.Tensor) => tf.sqrt(tf.add(x, epsilon));
    gradients!.assign(tf.add(tf.mul(rho, gradients!), tf.mul(1 - rho, overOccurrences(gradient, tf.square))));
    const share = tf.div(rms(changes!), rms(gradients!));
    const squares = tf.mul(tf.square(share), overOccurrences(gradient, tf.square));
    changes!.assign(tf.add(tf.mul(rho, changes!), tf.mul(1 - rho, squares)));
    variable.assign(tf.sub(variable, tf.mul(learningRate, tf.mul(share, gradient))));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), rho: this.rho, epsilon: this.epsilon };
  }
}

/** Makes an {@link Adadelta}; a number is the learning rate. */
export const adadelta = (options?: AdadeltaOptions | LearningRate) => new Adadelta(asOptions(options));
