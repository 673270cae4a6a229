import * as tf from '@tensorflow/tfjs-core';
import { runFused } from '../backends/operations/fused.js';
import { hasOccurrences, overOccurrences } from '../backends/operations/occurrences.js';
import { checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link Adam}. */
export interface AdamOptions extends OptimizerOptions {
  /** The decay of the first moment, 0.9 by default. */
  readonly beta1?: number;
  /** The decay of the second moment, 0.999 by default. */
  readonly beta2?: number;
  /** 1e-7 by default. */
  readonly epsilon?: number;
  /** True: divides by the largest second moment so far. */
  readonly amsgrad?: boolean;
}

const ADAM_OPTIONS = ['beta1', 'beta2', 'epsilon', 'amsgrad'];

/**
 * Adaptive moment estimation (Kingma and Ba, 2014; amsgrad: Reddi et al., 2018). Learning rate 0.001 by default.
 *
 * Source: https://keras.io/api/optimizers/adam/
 *
 * @example
 * model.compile({ optimizer: new optimizers.Adam({ learningRate: 0.001 }), loss: 'meanSquaredError' });
 */
export class Adam extends Optimizer {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly amsgrad: boolean;

  constructor(options: AdamOptions = {}) {
    super(options, 0.001, ADAM_OPTIONS);
    this.beta1 = checkRange(this.className, 'beta1', options.beta1 ?? 0.9, 0, 1);
    this.beta2 = checkRange(this.className, 'beta2', options.beta2 ?? 0.999, 0, 1);
    this.epsilon = checkRange(this.className, 'epsilon', options.epsilon ?? 1e-7, 0, Infinity);
    this.amsgrad = options.amsgrad ?? false;
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return this.amsgrad ? [['momentum', 'velocity'], ['velocity_hat']] : [['momentum', 'velocity']];
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void {
    const { beta1, beta2, epsilon } = this;
    const inputs = { variable, gradient, ...slots, learningRate, iterations: this.iterations };
    const fused = hasOccurrences(gradient)
      ? null
      : runFused('CellgradAdam', inputs, { beta1, beta2, epsilon });
    const targets: tf.Variable[] = [variable, ...Object.values(slots)];
    const values = fused ?? this.composed(gradient, variable, learningRate, slots);
    targets.forEach((target, i) => {
      target.assign(values[i]!);
    });
  }

  private composed(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): tf.Tensor[] {
    const { momentum, velocity, velocity_hat: largest } = slots;
    const step = this.localStep();
    const correction = tf.div(
      tf.sqrt(tf.sub(1, tf.pow(this.beta2, step))),
      tf.sub(1, tf.pow(this.beta1, step)),
    );
    const m = tf.add(momentum!, tf.mul(tf.sub(gradient, momentum!), 1 - this.beta1));
    const v = tf.add(
      velocity!,
      tf.mul(tf.sub(overOccurrences(gradient, tf.square), velocity!), 1 - this.beta2),
    );
    const hat = largest ? tf.maximum(largest, v) : v;
    const change = tf.div(tf.mul(m, tf.mul(learningRate, correction)), tf.add(tf.sqrt(hat), this.epsilon));
    return largest ? [tf.sub(variable, change), m, v, hat] : [tf.sub(variable, change), m, v];
  }

  override getConfig(): Record<string, unknown> {
    const { beta1, beta2, epsilon, amsgrad } = this;
    return { ...super.getConfig(), beta_1: beta1, beta_2: beta2, epsilon, amsgrad };
  }
}

/** Makes an {@link Adam}; a number is the learning rate. */
export const adam = (options?: AdamOptions | LearningRate) => new Adam(asOptions(options));
