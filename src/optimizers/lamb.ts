import * as tf from '@tensorflow/tfjs-core';
import { overOccurrences } from '../backends/operations/occurrences.js';
import { checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link Lamb}. */
export interface LambOptions extends OptimizerOptions {
  /** The decay of the first moment, 0.9 by default. */
  readonly beta1?: number;
  /** The decay of the second moment, 0.999 by default. */
  readonly beta2?: number;
  /** 1e-7 by default. */
  readonly epsilon?: number;
}

/**
 * Adam whose step is as long as the weights ask for, for large batches (You et al., 2019). Learning rate 0.001 by default.
 *
 * Source: https://keras.io/api/optimizers/lamb/
 *
 * @example
 * model.compile({ optimizer: new optimizers.Lamb({ learningRate: 0.001 }), loss: 'meanSquaredError' });
 */
export class Lamb extends Optimizer {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;

  constructor(options: LambOptions = {}) {
    super(options, 0.001, ['beta1', 'beta2', 'epsilon']);
    this.beta1 = checkRange(this.className, 'beta1', options.beta1 ?? 0.9, 0, 1);
    this.beta2 = checkRange(this.className, 'beta2', options.beta2 ?? 0.999, 0, 1);
    this.epsilon = checkRange(this.className, 'epsilon', options.epsilon ?? 1e-7, 0, Infinity);
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return [['momentum', 'velocity']];
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void {
    const { beta1, beta2, epsilon } = this;
    const { momentum, velocity } = slots;
    const step = this.localStep();
    momentum!.assign(tf.add(momentum!, tf.mul(tf.sub(gradient, momentum!), 1 - beta1)));
    velocity!.assign(
      tf.add(velocity!, tf.mul(tf.sub(overOccurrences(gradient, tf.square), velocity!), 1 - beta2)),
    );
    const m = tf.div(momentum!, tf.sub(1, tf.pow(beta1, step)));
    const v = tf.div(velocity!, tf.sub(1, tf.pow(beta2, step)));
    const change = tf.div(m, tf.add(tf.sqrt(v), epsilon));
    const [weights, changes] = [variable, change].map((x) => tf.sqrt(tf.sum(tf.square(x))));
    const both = tf.logicalAnd(tf.greater(weights!, 0), tf.greater(changes!, 0));
    const ratio = tf.where(both, tf.div(weights!, changes!), tf.scalar(1));
    variable.assign(tf.sub(variable, tf.mul(tf.mul(ratio, learningRate), change)));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), beta_1: this.beta1, beta_2: this.beta2, epsilon: this.epsilon };
  }
}

/** Makes a {@link Lamb}; a number is the learning rate. */
export const lamb = (options?: LambOptions | LearningRate) => new Lamb(asOptions(options));
