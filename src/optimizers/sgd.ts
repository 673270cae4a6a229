import * as tf from '@tensorflow/tfjs-core';
import { runFused } from '../backends/operations/fused.js';
import type { Variable } from '../backends/variable.js';
import { checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link SGD}. */
export interface SGDOptions extends OptimizerOptions {
  /** How much of the last change is carried on, in [0, 1]; 0 by default. */
  readonly momentum?: number;
  /** True: looks ahead along the momentum (Nesterov). */
  readonly nesterov?: boolean;
}

/**
 * Gradient descent, with momentum if wanted. Learning rate 0.01 by default.
 *
 * Source: https://keras.io/api/optimizers/sgd/
 *
 * @example
 * model.compile({ optimizer: new optimizers.SGD({ learningRate: 0.1, momentum: 0.9 }), loss: 'meanSquaredError' });
 */
export class SGD extends Optimizer {
  readonly momentum: number;
  readonly nesterov: boolean;

  constructor(options: SGDOptions = {}) {
    super(options, 0.01, ['momentum', 'nesterov']);
    this.momentum = checkRange(this.className, 'momentum', options.momentum ?? 0, 0, 1);
    this.nesterov = options.nesterov ?? false;
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return this.momentum === 0 ? [] : [['momentum']];
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void {
    const fused = runFused(
      'CellgradSgd',
      { variable, gradient, ...slots, learningRate },
      { momentum: this.momentum, nesterov: this.nesterov },
    );
    const [value, momentum] = fused ?? this.composed(gradient, variable, learningRate, slots['momentum']);
    variable.assign(value!);
    slots['momentum']?.assign(momentum!);
  }

  private composed(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    momentum: Variable | undefined,
  ): tf.Tensor[] {
    const change = tf.mul(gradient, learningRate);
    if (momentum === undefined) return [tf.sub(variable, change)];
    const m = tf.sub(tf.mul(momentum, this.momentum), change);
    return [tf.add(variable, this.nesterov ? tf.sub(tf.mul(m, this.momentum), change) : m), m];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), momentum: this.momentum, nesterov: this.nesterov };
  }
}

/** Makes an {@link SGD}; a number is the learning rate. */
export const sgd = (options?: SGDOptions | LearningRate) => new SGD(asOptions(options));
