import * as tf from '@tensorflow/tfjs-core';
import { overOccurrences } from '../backends/operations/occurrences.js';
import { checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link Adamax}. */
export interface AdamaxOptions extends OptimizerOptions {
  /** The decay of the first moment, 0.9 by default. */
  readonly beta1?: number;
  /** The decay of the second moment, 0.999 by default. */
  readonly beta2?: number;
  /** 1e-7 by default. */
  readonly epsilon?: number;
}

/**
 * Adam with the largest gradient in place of the second moment (Kingma and Ba, 2014). Learning rate 0.001 by default.
 *
 * Source: https://keras.io/api/optimizers/adamax/
 *
 * @example
 * model.compile({ optimizer: new optimizers.Adamax({ learningRate: 0.001 }), loss: 'meanSquaredError' });
 */
export class Adamax extends Optimizer {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;

  constructor(options: AdamaxOptions = {}) {
    super(options, 0.001, ['beta1', 'beta2', 'epsilon']);
    this.beta1 = checkRange(this.className, 'beta1', options.beta1 ?? 0.9, 0, 1);
    this.beta2 = checkRange(this.className, 'beta2', options.beta2 ?? 0.999, 0, 1);
    this.epsilon = checkRange(this.className, 'epsilon', options.epsilon ?? 1e-7, 0, Infinity);
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return [['momentum', 'norm']];
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void {
    const { beta1, beta2, epsilon } = this;
    const { momentum, norm } = slots;
    momentum!.assign(tf.add(momentum!, tf.mul(tf.sub(gradient, momentum!), 1 - beta1)));
    norm!.assign(tf.maximum(tf.mul(beta2, norm!), overOccurrences(gradient, tf.abs)));
    const correction = tf.sub(1, tf.pow(beta1, this.localStep()));
    const change = tf.div(tf.mul(learningRate, momentum!), tf.mul(correction, tf.add(norm!, epsilon)));
    variable.assign(tf.sub(variable, change));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), beta_1: this.beta1, beta_2: this.beta2, epsilon: this.epsilon };
  }
}

/** Makes an {@link Adamax}; a number is the learning rate. */
export const adamax = (options?: AdamaxOptions | LearningRate) => new Adamax(asOptions(options));
