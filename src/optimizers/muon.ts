import * as tf from '@tensorflow/tfjs-core';
import { overOccurrences } from '../backends/operations/occurrences.js';
import type { Variable } from '../backends/variable.js';
import { checkObject, checkPositiveInteger, checkRange } from '../support/check.js';
import { asOptions, type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';

/** Options of {@link Muon}. */
export interface MuonOptions extends OptimizerOptions {
  /** The first moment's decay for what Adam updates, 0.9 by default. */
  readonly adamBeta1?: number;
  /** The second moment's decay for what Adam updates, 0.999 by default. */
  readonly adamBeta2?: number;
  /** The weight decay of what Adam updates, 0.004 by default; null for none. */
  readonly adamWeightDecay?: number | null;
  /** 1e-7 by default. */
  readonly epsilon?: number;
  /** Texts or patterns in the paths of variables that Adam shall update. */
  readonly excludeLayers?: readonly string[];
  /** True (default): Adam updates embeddings. */
  readonly excludeEmbeddings?: boolean;
  /** The coefficients of the iteration that makes a matrix orthogonal. */
  readonly muonA?: number;
  readonly muonB?: number;
  readonly muonC?: number;
  /** The learning rate of Adam, relative; 1 by default. */
  readonly adamLrRatio?: number;
  /** 0.95 by default. */
  readonly momentum?: number;
  /** The number of iterations, 5 by default. */
  readonly nsSteps?: number;
  /** True (default): Nesterov momentum. */
  readonly nesterov?: boolean;
  /** The root mean square of a step, 0.2 by default; null: not adjusted. */
  readonly rmsRate?: number | null;
}

const DEFAULTS = {
  adamBeta1: 0.9,
  adamBeta2: 0.999,
  epsilon: 1e-7,
  excludeLayers: [] as readonly string[],
  muonA: 3.4445,
  muonB: -4.775,
  muonC: 2.0315,
  adamLrRatio: 1,
  momentum: 0.95,
  nsSteps: 5,
  nesterov: true,
  excludeEmbeddings: true,
  adamWeightDecay: 0.004 as number | null,
  rmsRate: 0.2 as number | null,
};

/**
 * Steps with orthogonal directions for matrices, Adam for everything else (Jordan et al., 2024). Learning rate 0.001 and
 * weight decay 0.004 by default.
 *
 * Source: https://keras.io/api/optimizers/
 *
 * @example
 * model.compile({ optimizer: new optimizers.Muon({ learningRate: 0.001 }), loss: 'meanSquaredError' });
 */
export class Muon extends Optimizer {
  readonly settings: Readonly<typeof DEFAULTS>;

  constructor(options: MuonOptions = {}) {
    checkObject('Muon', options, 'learningRate');
    super({ weightDecay: 0.004, ...options }, 0.001, Object.keys(DEFAULTS));
    const given = Object.entries(options).filter(([key, value]) => key in DEFAULTS && value !== undefined);
    this.settings = { ...DEFAULTS, ...Object.fromEntries(given) };
    checkRange('Muon', 'momentum', this.settings.momentum, 0, 1);
    checkPositiveInteger('Muon', 'nsSteps', this.settings.nsSteps);
  }

  /** True for what is no matrix, for embeddings, and for excluded layers. */
  private usesAdam(variable: tf.Variable): boolean {
    const path = (variable as Partial<Variable>).path ?? variable.name;
    if (variable.shape.length !== 2) return true;
    if (this.settings.excludeEmbeddings && path.toLowerCase().includes('embedding')) return true;
    return this.settings.excludeLayers.some((pattern) => new RegExp(pattern).test(path));
  }

  protected override slotGroups(variable: tf.Variable): readonly (readonly string[])[] {
    return this.usesAdam(variable) ? [['momentum', 'velocity']] : [['momentum']];
  }

  protected override weightDecayOf(variable: tf.Variable): number | null {
    return this.usesAdam(variable) ? this.settings.adamWeightDecay : this.weightDecay;
  }

  protected override updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    { momentum, velocity }: Slots,
  ): void {
    const change = velocity
      ? this.adamChange(gradient, learningRate, momentum!, velocity)
      : this.muonChange(gradient, learningRate, momentum!);
    variable.assign(tf.sub(variable, change));
  }

  private adamChange(
    gradient: tf.Tensor,
    learningRate: tf.Tensor,
    momentum: Variable,
    velocity: Variable,
  ): tf.Tensor {
    const { adamBeta1: beta1, adamBeta2: beta2, adamLrRatio, epsilon } = this.settings;
    const step = this.localStep();
    const correction = tf.div(tf.sqrt(tf.sub(1, tf.pow(beta2, step))), tf.sub(1, tf.pow(beta1, step)));
    momentum.assign(tf.add(momentum, tf.mul(tf.sub(gradient, momentum), 1 - beta1)));
    velocity.assign(
      tf.add(velocity, tf.mul(tf.sub(overOccurrences(gradient, tf.square), velocity), 1 - beta2)),
    );
    const rate = tf.mul(tf.mul(learningRate, adamLrRatio), correction);
    return tf.div(tf.mul(momentum, rate), tf.add(tf.sqrt(velocity), epsilon));
  }

  private muonChange(gradient: tf.Tensor, learningRate: tf.Tensor, momentum: Variable): tf.Tensor {
    const { momentum: mu, nesterov, rmsRate } = this.settings;
    momentum.assign(tf.add(momentum, tf.add(gradient, tf.mul(momentum, mu - 1))));
    const direction = this.orthogonal(nesterov ? tf.add(gradient, tf.mul(mu, momentum)) : momentum);
    const change = tf.mul(learningRate, direction);
    return rmsRate === null ? change : tf.mul(change, Math.sqrt(Math.max(...change.shape)) * rmsRate);
  }

  /** The orthogonal matrix nearest to x, by Newton-Schulz iterations. */
  private orthogonal(given: tf.Tensor): tf.Tensor {
    const { muonA, muonB, muonC, nsSteps } = this.settings;
    const tall = given.shape[0]! > given.shape[1]!;
    let x = tall ? tf.transpose(given) : given;
    x = tf.div(x, tf.add(tf.sqrt(tf.sum(tf.square(x))), 1e-7));
    for (let i = 0; i < nsSteps; i++) {
      const a = tf.matMul(x, x, false, true);
      const b = tf.add(tf.mul(muonB, a), tf.matMul(tf.mul(muonC, a), a));
      x = tf.add(tf.mul(muonA, x), tf.matMul(b, x));
    }
    return tall ? tf.transpose(x) : x;
  }

  override getConfig(): Record<string, unknown> {
    const s = this.settings;
    return {
      ...super.getConfig(),
      adam_beta_1: s.adamBeta1,
      adam_beta_2: s.adamBeta2,
      epsilon: s.epsilon,
      exclude_layers: s.excludeLayers,
      muon_a: s.muonA,
      muon_b: s.muonB,
      muon_c: s.muonC,
      adam_lr_ratio: s.adamLrRatio,
      momentum: s.momentum,
      ns_steps: s.nsSteps,
      nesterov: s.nesterov,
      exclude_embeddings: s.excludeEmbeddings,
      adam_weight_decay: s.adamWeightDecay,
      rms_rate: s.rmsRate,
    };
  }
}

/** Makes a {@link Muon}; a number is the learning rate. */
export const muon = (options?: MuonOptions | LearningRate) => new Muon(asOptions(options));
