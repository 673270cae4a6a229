import * as tf from '@tensorflow/tfjs-core';
import { overOccurrences } from '../backends/operations/occurrences.js';
import { checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link Adagrad}. */
export interface AdagradOptions extends OptimizerOptions {
  /** The sum at the beginning, 0.1 by default. */
  readonly initialAccumulatorValue?: number;
  /** 1e-7 by default. */
  readonly epsilon?: number;
}

/**
 * Divides by the root of the sum of all squared gradients (Duchi et al., 2011). Learning rate 0.001 by default.
 *
 * Source: https://keras.io/api/optimizers/adagrad/
 *
 * @example
 * model.compile({ optimizer: new optimizers.Adagrad({ learningRate: 0.001 }), loss: 'meanSquaredError' });
 */
export class Adagrad extends Optimizer {
  readonly initialAccumulatorValue: number;
  readonly epsilon: number;

  constructor(options: AdagradOptions = {}) {
    super(options, 0.001, ['initialAccumulatorValue', 'epsilon']);
    this.initialAccumulatorValue = checkRange(
      this.className,
      'initialAccumulatorValue',
      options.initialAccumulatorValue ?? 0.1,
      0,
      Infinity,
    );
    this.epsilon = checkRange(this.className, 'epsilon', options.epsilon ?? 1e-7, 0, Infinity);
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return [['accumulator']];
  }

  protected override initialSlot(variable: tf.Variable): tf.Tensor {
    return tf.fill(variable.shape, this.initialAccumulatorValue);
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void {
    const { accumulator } = slots;
    accumulator!.assign(tf.add(accumulator!, overOccurrences(gradient, tf.square)));
    const root = tf.sqrt(tf.add(accumulator!, this.epsilon));
    variable.assign(tf.sub(variable, tf.div(tf.mul(learningRate, gradient), root)));
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      initial_accumulator_value: this.initialAccumulatorValue,
      epsilon: this.epsilon,
    };
  }
}

/** Makes an {@link Adagrad}; a number is the learning rate. */
export const adagrad = (options?: AdagradOptions | LearningRate) => new Adagrad(asOptions(options));
