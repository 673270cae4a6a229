import * as tf from '@tensorflow/tfjs-core';
import { hasOccurrences, overOccurrences } from '../backends/operations/occurrences.js';
import type { Variable } from '../backends/variable.js';
import type { SavedState } from '../saving/saveable.js';
import { checkFinite, checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link Adafactor}. */
export interface AdafactorOptions extends OptimizerOptions {
  /** The exponent of the decay of the second moment, -0.8 by default. */
  readonly beta2Decay?: number;
  /** 1e-30 by default. */
  readonly epsilon1?: number;
  /** The least scale of a step, 1e-3 by default. */
  readonly epsilon2?: number;
  /** The largest root mean square of a change, 1 by default. */
  readonly clipThreshold?: number;
  /** True: the learning rate is at most one by the root of the step. */
  readonly relativeStep?: boolean;
}

/**
 * Adam with factored second moments, for little memory (Shazeer and Stern, 2018). Learning rate 0.001 by default.
 *
 * Source: https://keras.io/api/optimizers/adafactor/
 *
 * @example
 * model.compile({ optimizer: new optimizers.Adafactor({ learningRate: 0.001 }), loss: 'meanSquaredError' });
 */
export class Adafactor extends Optimizer {
  readonly beta2Decay: number;
  readonly epsilon1: number;
  readonly epsilon2: number;
  readonly clipThreshold: number;
  readonly relativeStep: boolean;

  constructor(options: AdafactorOptions = {}) {
    super(options, 0.001, ['beta2Decay', 'epsilon1', 'epsilon2', 'clipThreshold', 'relativeStep']);
    this.beta2Decay = checkFinite(this.className, 'beta2Decay', options.beta2Decay ?? -0.8);
    this.epsilon1 = checkRange(this.className, 'epsilon1', options.epsilon1 ?? 1e-30, 0, Infinity);
    this.epsilon2 = checkRange(this.className, 'epsilon2', options.epsilon2 ?? 1e-3, 0, Infinity);
    this.clipThreshold = checkRange(this.className, 'clipThreshold', options.clipThreshold ?? 1, 0, Infinity);
    this.relativeStep = options.relativeStep ?? true;
  }

  protected override slotGroups(): readonly (readonly string[])[] {
    return [['row', 'column', 'velocity']];
  }

  protected override initialSlot(variable: tf.Variable, name: string): tf.Tensor {
    const { shape } = variable;
    // Only the last two axes are factored; Keras keeps a zero for variables with fewer.
    if (name !== 'velocity' && shape.length < 2) return tf.scalar(0);
    if (name === 'row') return tf.zeros(shape.slice(0, -1));
    if (name === 'column') return tf.zeros([...shape.slice(0, -2), shape.at(-1)!]);
    return tf.zerosLike(variable);
  }

  /** The zeros of variables that are not factored are no slots of Keras's. */
  override savedState(within = false): SavedState {
    const state = super.savedState();
    const isZero = ({ shape, path }: Variable) => shape.length === 0 && /_(?:row|column)$/.test(path);
    return within ? { ...state, variables: state.variables.filter((one) => !isZero(one)) } : state;
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void {
    const { row, column, velocity } = slots;
    const step = this.localStep();
    const rate = tf.minimum(learningRate, tf.rsqrt(step));
    const scale = tf.mul(tf.maximum(this.epsilon2, rms(variable)), rate);
    const uses = overOccurrences(gradient, tf.square);
    const squares = tf.add(uses, this.epsilon1);
    const decay = tf.sub(1, tf.pow(step, this.beta2Decay));
    const mix = (old: tf.Tensor, now: tf.Tensor) => tf.add(tf.mul(decay, old), tf.mul(tf.sub(1, decay), now));
    if (variable.shape.length >= 2) {
      row!.assign(mix(row!, tf.mean(squares, -1)));
      column!.assign(mix(column!, tf.mean(squares, -2)));
      const share = tf.expandDims(tf.div(row!, tf.mean(row!, -1, true)), -1);
      velocity!.assign(tf.mul(share, tf.expandDims(column!, -2)));
    } else velocity!.assign(mix(velocity!, squares));
    const change = tf.div(gradient, tf.sqrt(velocity!));
    const size = hasOccurrences(gradient) ? tf.sqrt(tf.mean(tf.div(uses, velocity!))) : rms(change);
    const clipped = tf.div(change, tf.maximum(1, tf.div(size, this.clipThreshold)));
    variable.assign(tf.sub(variable, tf.mul(scale, clipped)));
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      beta_2_decay: this.beta2Decay,
      epsilon_1: this.epsilon1,
      epsilon_2: this.epsilon2,
      clip_threshold: this.clipThreshold,
      relative_step: this.relativeStep,
    };
  }
}

function rms(x: tf.Tensor): tf.Tensor {
  return tf.sqrt(tf.mean(tf.square(x)));
}

/** Makes an {@link Adafactor}; a number is the learning rate. */
export const adafactor = (options?: AdafactorOptions | LearningRate) => new Adafactor(asOptions(options));
