import * as tf from '@tensorflow/tfjs-core';
import { overOccurrences } from '../backends/operations/occurrences.js';
import type { Variable } from '../backends/variable.js';
import type { SavedState } from '../saving/saveable.js';
import { checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link Nadam}. */
export interface NadamOptions extends OptimizerOptions {
  /** The decay of the first moment, 0.9 by default. */
  readonly beta1?: number;
  /** The decay of the second moment, 0.999 by default. */
  readonly beta2?: number;
  /** 1e-7 by default. */
  readonly epsilon?: number;
}

/**
 * Adam with Nesterov momentum (Dozat, 2015). Learning rate 0.001 by default.
 *
 * Source: https://keras.io/api/optimizers/nadam/
 *
 * @example
 * model.compile({ optimizer: new optimizers.Nadam({ learningRate: 0.001 }), loss: 'meanSquaredError' });
 */
export class Nadam extends Optimizer {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** The product of the momenta of all steps so far. */
  private readonly product = this.scalar('u_product', 1);

  constructor(options: NadamOptions = {}) {
    super(options, 0.001, ['beta1', 'beta2', 'epsilon']);
    this.beta1 = checkRange(this.className, 'beta1', options.beta1 ?? 0.9, 0, 1);
    this.beta2 = checkRange(this.className, 'beta2', options.beta2 ?? 0.999, 0, 1);
    this.epsilon = checkRange(this.className, 'epsilon', options.epsilon ?? 1e-7, 0, Infinity);
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return [['momentum', 'velocity']];
  }

  override get variables(): Variable[] {
    return this.built ? [...super.variables, this.product] : super.variables;
  }

  override savedState(within = false): SavedState {
    return { ...super.savedState(), ...(within && { variables: super.variables }) };
  }

  protected override beforeUpdates(): void {
    this.product.assign(tf.mul(this.product, this.momentumAt(this.localStep())));
  }

  /** The momentum of a step, which grows towards beta1. */
  private momentumAt(step: tf.Tensor): tf.Tensor {
    return tf.mul(this.beta1, tf.sub(1, tf.mul(0.5, tf.pow(0.96, step))));
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void {
    const { momentum, velocity } = slots;
    const [beta1, beta2] = [Math.fround(this.beta1), Math.fround(this.beta2)];
    const step = this.localStep();
    const now = this.momentumAt(step);
    const next = this.momentumAt(tf.add(step, 1));
    const product = this.product;
    momentum!.assign(tf.add(momentum!, tf.mul(tf.sub(gradient, momentum!), 1 - beta1)));
    velocity!.assign(
      tf.add(velocity!, tf.mul(tf.sub(overOccurrences(gradient, tf.square), velocity!), 1 - beta2)),
    );
    const m = tf.add(
      tf.div(tf.mul(next, momentum!), tf.sub(1, tf.mul(product, next))),
      tf.div(tf.mul(tf.sub(1, now), gradient), tf.sub(1, product)),
    );
    const v = tf.div(velocity!, tf.sub(1, tf.pow(beta2, step)));
    variable.assign(tf.sub(variable, tf.div(tf.mul(m, learningRate), tf.add(tf.sqrt(v), this.epsilon))));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), beta_1: this.beta1, beta_2: this.beta2, epsilon: this.epsilon };
  }
}

/** Makes a {@link Nadam}; a number is the learning rate. */
export const nadam = (options?: NadamOptions | LearningRate) => new Nadam(asOptions(options));
