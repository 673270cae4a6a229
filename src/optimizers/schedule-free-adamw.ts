import * as tf from '@tensorflow/tfjs-core';
import { overOccurrences } from '../backends/operations/occurrences.js';
import { checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link ScheduleFreeAdamW}. */
export interface ScheduleFreeAdamWOptions extends OptimizerOptions {
  /** The decay of the first moment, 0.9 by default. */
  readonly beta1?: number;
  /** The decay of the second moment, 0.999 by default. */
  readonly beta2?: number;
  /** 1e-8 by default. */
  readonly epsilon?: number;
  /** Steps over which the learning rate grows to its value, 0 by default. */
  readonly warmupSteps?: number;
}

/**
 * AdamW that needs no learning rate schedule: it averages its own steps (Defazio et al., 2024). Learning rate 0.0025 by default.
 *
 * Source: https://keras.io/api/optimizers/schedule_free_adamw/
 *
 * @example
 * model.compile({ optimizer: new optimizers.ScheduleFreeAdamW({ learningRate: 0.0025 }), loss: 'meanSquaredError' });
 */
export class ScheduleFreeAdamW extends Optimizer {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly warmupSteps: number;

  constructor(options: ScheduleFreeAdamWOptions = {}) {
    super(options, 0.0025, ['beta1', 'beta2', 'epsilon', 'warmupSteps']);
    this.beta1 = checkRange(this.className, 'beta1', options.beta1 ?? 0.9, 0, 1);
    this.beta2 = checkRange(this.className, 'beta2', options.beta2 ?? 0.999, 0, 1);
    this.epsilon = checkRange(this.className, 'epsilon', options.epsilon ?? 1e-8, 0, Infinity);
    this.warmupSteps = checkRange(this.className, 'warmupSteps', options.warmupSteps ?? 0, 0, Infinity);
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return [['momentum', 'velocity']];
  }

  // The first moment holds the iterate itself.
  protected override initialSlot(variable: tf.Variable, name: string): tf.Tensor {
    return name === 'momentum' ? tf.clone(variable) : tf.zerosLike(variable);
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
    const warm = this.warmupSteps > 0 ? tf.minimum(tf.div(step, this.warmupSteps), 1) : tf.scalar(1);
    velocity!.assign(
      tf.add(velocity!, tf.mul(tf.sub(overOccurrences(gradient, tf.square), velocity!), 1 - beta2)),
    );
    const root = tf.sqrt(tf.div(velocity!, tf.sub(1, tf.pow(beta2, step))));
    const scaled = tf.div(tf.mul(tf.mul(learningRate, warm), gradient), tf.add(root, this.epsilon));
    momentum!.assign(tf.sub(momentum!, scaled));
    const weight = tf.div(1, step);
    // Keras on TensorFlow reads the moment after its update here.
    const average = tf.div(tf.sub(variable, tf.mul(1 - beta1, momentum!)), beta1);
    const moved = tf.add(tf.mul(tf.sub(1, weight), average), tf.mul(weight, momentum!));
    variable.assign(tf.add(tf.mul(1 - beta1, momentum!), tf.mul(beta1, moved)));
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      beta_1: this.beta1,
      beta_2: this.beta2,
      epsilon: this.epsilon,
      warmup_steps: this.warmupSteps,
    };
  }
}

/** Makes a {@link ScheduleFreeAdamW}; a number is the learning rate. */
export const scheduleFreeAdamw = (options?: ScheduleFreeAdamWOptions | LearningRate) =>
  new ScheduleFreeAdamW(asOptions(options));
