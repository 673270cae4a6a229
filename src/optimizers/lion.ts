import * as tf from '@tensorflow/tfjs-core';
import { checkNumber, checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link Lion}. */
export interface LionOptions extends OptimizerOptions {
  /** The weight of the momentum in the direction, 0.9 by default. */
  readonly beta1?: number;
  /** The decay of the momentum, 0.99 by default. */
  readonly beta2?: number;
}

/**
 * Steps of one size in the direction of the sign of the momentum (Chen et al., 2023). Learning rate 0.001 by default.
 *
 * Source: https://keras.io/api/optimizers/lion/
 *
 * @example
 * model.compile({ optimizer: new optimizers.Lion({ learningRate: 0.001 }), loss: 'meanSquaredError' });
 */
export class Lion extends Optimizer {
  readonly beta1: number;
  readonly beta2: number;

  constructor(options: LionOptions = {}) {
    super(options, 0.001, ['beta1', 'beta2']);
    this.beta1 = checkNumber(
      this.className,
      'beta1',
      options.beta1 ?? 0.9,
      'a number above 0, up to 1',
      (n) => n > 0 && n <= 1,
    );
    this.beta2 = checkRange(this.className, 'beta2', options.beta2 ?? 0.99, 0, 1);
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return [['momentum']];
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void {
    const { momentum } = slots;
    const [beta1, beta2] = [Math.fround(this.beta1), Math.fround(this.beta2)];
    const direction = tf.sign(tf.add(tf.mul(momentum!, beta1), tf.mul(gradient, 1 - beta1)));
    variable.assign(tf.sub(variable, tf.mul(learningRate, direction)));
    momentum!.assign(tf.add(tf.mul(momentum!, beta2), tf.mul(gradient, 1 - beta2)));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), beta_1: this.beta1, beta_2: this.beta2 };
  }
}

/** Makes a {@link Lion}; a number is the learning rate. */
export const lion = (options?: LionOptions | LearningRate) => new Lion(asOptions(options));
