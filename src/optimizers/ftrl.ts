import * as tf from '@tensorflow/tfjs-core';
import { overOccurrences } from '../backends/operations/occurrences.js';
import { checkNumber, checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link Ftrl}. */
export interface FtrlOptions extends OptimizerOptions {
  /** At most 0; -0.5 by default. */
  readonly learningRatePower?: number;
  /** 0.1 by default. */
  readonly initialAccumulatorValue?: number;
  /** 0 by default. */
  readonly l1RegularizationStrength?: number;
  /** 0 by default. */
  readonly l2RegularizationStrength?: number;
  /** 0 by default. */
  readonly l2ShrinkageRegularizationStrength?: number;
  /** 0 by default. */
  readonly beta?: number;
}

/**
 * "Follow the regularized leader" (McMahan et al., 2013), for wide sparse inputs. Learning rate 0.001 by default.
 *
 * Source: https://keras.io/api/optimizers/ftrl/
 *
 * @example
 * model.compile({ optimizer: new optimizers.Ftrl({ learningRate: 0.001 }), loss: 'meanSquaredError' });
 */
export class Ftrl extends Optimizer {
  readonly learningRatePower: number;
  readonly initialAccumulatorValue: number;
  readonly l1RegularizationStrength: number;
  readonly l2RegularizationStrength: number;
  readonly l2ShrinkageRegularizationStrength: number;
  readonly beta: number;

  constructor(options: FtrlOptions = {}) {
    super(options, 0.001, [
      'learningRatePower',
      'initialAccumulatorValue',
      'l1RegularizationStrength',
      'l2RegularizationStrength',
      'l2ShrinkageRegularizationStrength',
      'beta',
    ]);
    this.learningRatePower = checkNumber(
      this.className,
      'learningRatePower',
      options.learningRatePower ?? -0.5,
      'a number of at most 0',
      (n) => n <= 0,
    );
    this.initialAccumulatorValue = checkRange(
      this.className,
      'initialAccumulatorValue',
      options.initialAccumulatorValue ?? 0.1,
      0,
      Infinity,
    );
    this.l1RegularizationStrength = checkRange(
      this.className,
      'l1RegularizationStrength',
      options.l1RegularizationStrength ?? 0,
      0,
      Infinity,
    );
    this.l2RegularizationStrength = checkRange(
      this.className,
      'l2RegularizationStrength',
      options.l2RegularizationStrength ?? 0,
      0,
      Infinity,
    );
    this.l2ShrinkageRegularizationStrength = checkRange(
      this.className,
      'l2ShrinkageRegularizationStrength',
      options.l2ShrinkageRegularizationStrength ?? 0,
      0,
      Infinity,
    );
    this.beta = checkRange(this.className, 'beta', options.beta ?? 0, 0, Infinity);
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return [['accumulator', 'linear']];
  }

  protected override initialSlot(variable: tf.Variable, name: string): tf.Tensor {
    return name === 'accumulator'
      ? tf.fill(variable.shape, this.initialAccumulatorValue)
      : tf.zerosLike(variable);
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void {
    const { accumulator, linear } = slots;
    const { l1RegularizationStrength: l1 } = this;
    const power = (x: tf.Tensor) => tf.pow(x, -this.learningRatePower);
    const l2 = tf.add(this.l2RegularizationStrength, tf.div(this.beta, tf.mul(2, learningRate)));
    const shrunk = tf.add(gradient, tf.mul(2 * this.l2ShrinkageRegularizationStrength, variable));
    const sum = tf.add(accumulator!, overOccurrences(gradient, tf.square));
    const sigma = tf.div(tf.sub(power(sum), power(accumulator!)), learningRate);
    linear!.assign(tf.add(linear!, tf.sub(shrunk, tf.mul(sigma, variable))));
    const quadratic = tf.add(tf.div(power(sum), learningRate), tf.mul(2, l2));
    variable.assign(tf.div(tf.sub(tf.clipByValue(linear!, -l1, l1), linear!), quadratic));
    accumulator!.assign(sum);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      learning_rate_power: this.learningRatePower,
      initial_accumulator_value: this.initialAccumulatorValue,
      l1_regularization_strength: this.l1RegularizationStrength,
      l2_regularization_strength: this.l2RegularizationStrength,
      l2_shrinkage_regularization_strength: this.l2ShrinkageRegularizationStrength,
      beta: this.beta,
    };
  }
}

/** Makes a {@link Ftrl}; a number is the learning rate. */
export const ftrl = (options?: FtrlOptions | LearningRate) => new Ftrl(asOptions(options));
