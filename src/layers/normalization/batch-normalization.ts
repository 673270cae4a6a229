import * as tf from '@tensorflow/tfjs-core';
import { epsilon as fuzz } from '../../backends/operations/epsilon.js';
import { currentReplica, sumOverReplicas } from '../../backends/replica.js';
import type { Variable } from '../../backends/variable.js';
import { get as getInitializer, type Initializer, type InitializerId } from '../../initializers/index.js';
import { checkInteger, checkRange } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { toKerasConfig } from '../../support/registry.js';
import { positiveAxis, type Shape, showShape } from '../../support/shape.js';
import type { CallOptions } from '../call.js';
import { BatchRenormalization, type RenormClipping } from './batch-renormalization.js';
import { follow } from './moving-average.js';
import { knownSize, spreadShape } from './normalized-axes.js';
import { ScaledNormalization, type ScaledNormalizationOptions } from './scaled-normalization.js';

/** Options of {@link BatchNormalization}. */
export interface BatchNormalizationOptions extends ScaledNormalizationOptions {
  /** The axis of the channels, each of which is normalized by itself; -1 by default. */
  readonly axis?: number | undefined;
  /** What the moving statistics keep of their value in each step; 0.99 by default. */
  readonly momentum?: number | undefined;
  /** 'zeros' by default. */
  readonly movingMeanInitializer?: InitializerId | undefined;
  /** 'ones' by default. */
  readonly movingVarianceInitializer?: InitializerId | undefined;
  /** Batch renormalization (Ioffe, 2017): train with corrections towards the moving statistics. False by default. */
  readonly renorm?: boolean | undefined;
  /** Bounds of the corrections of `renorm`; none by default. */
  readonly renormClipping?: RenormClipping | null | undefined;
  /** As `momentum`, for the statistics that `renorm` corrects towards; 0.99 by default. */
  readonly renormMomentum?: number | undefined;
  /** True: the statistics are those of the batches of all replicas together. False by default. */
  readonly synchronized?: boolean | undefined;
}

/** Mean and variance of each channel. */
interface Moments {
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

/**
 * Normalizes each channel to mean 0 and variance 1, then scales by `gamma` and shifts by `beta`.
 *
 * While training, by the statistics of the batch (of what a mask keeps of it), and moving averages of them are kept;
 * otherwise by the moving averages. A frozen layer (`trainable = false`) always takes the moving averages and leaves
 * them alone. Weights, each `[channels]`: gamma, beta, moving mean, moving variance.
 * See https://keras.io/api/layers/normalization_layers/batch_normalization/.
 *
 * @example
 * new layers.BatchNormalization()(tf.tensor([[1, 10], [3, 30]]), { training: true });
 */
export class BatchNormalization extends ScaledNormalization {
  readonly axis: number;
  readonly momentum: number;
  readonly synchronized: boolean;
  movingMean: Variable | null = null;
  movingVariance: Variable | null = null;
  readonly #movingMean: Initializer;
  readonly #movingVariance: Initializer;
  readonly #renorm: BatchRenormalization | null;
  readonly #renormConfig: Record<string, unknown>;

  constructor(options: BatchNormalizationOptions = {}) {
    super(options, BATCH_OPTIONS);
    const where = 'BatchNormalization';
    this.synchronized = options.synchronized ?? false;
    this.axis = checkInteger(where, 'axis', options.axis ?? -1);
    this.momentum = checkRange(where, 'momentum', options.momentum ?? 0.99, 0, 1);
    this.#movingMean = getInitializer(options.movingMeanInitializer ?? 'zeros');
    this.#movingVariance = getInitializer(options.movingVarianceInitializer ?? 'ones');
    const { renorm = false, renormClipping = null, renormMomentum = 0.99 } = options;
    this.#renorm = renorm ? new BatchRenormalization(this, renormClipping ?? {}, renormMomentum) : null;
    this.#renormConfig = { renorm, renorm_clipping: renormClipping, renorm_momentum: renormMomentum };
  }

  override build(inputShape: Shape): void {
    const size = knownSize(`${this.className} ${this.name}`, inputShape, this.axis);
    const shape = [size];
    this.buildScale(shape);
    const fixed = { shape, trainable: false };
    this.movingMean = this.addWeight({ name: 'moving_mean', initializer: this.#movingMean, ...fixed });
    this.movingVariance = this.addWeight({
      name: 'moving_variance',
      initializer: this.#movingVariance,
      ...fixed,
    });
    this.#renorm?.build(shape, this.#movingMean, this.#movingVariance);
    this.inputSpec = { ndim: inputShape.length, axes: { [this.axis]: size } };
  }

  protected override get takesMask(): boolean {
    return true;
  }

  override call(inputs: tf.Tensor, { training = false, mask }: CallOptions = {}): tf.Tensor {
    return tf.tidy(() => {
      const x = tf.cast(inputs, 'float32');
      let gamma: tf.Tensor | null = this.gamma;
      let beta: tf.Tensor | null = this.beta;
      let moments: Moments = { mean: this.movingMean as Variable, variance: this.movingVariance as Variable };
      if (training && this.trainable) {
        moments = mask instanceof tf.Tensor ? this.#maskedMoments(x, mask) : this.#moments(x);
        if (this.#renorm === null) this.#follow(moments);
        else ({ gamma, beta } = this.#renorm.correct(moments, gamma, beta));
      }
      const shape = spreadShape(x.shape, [positiveAxis(this.className, this.axis, x.rank)]);
      const spread = <T extends tf.Tensor | null>(value: T) => value && tf.reshape(value, shape);
      const { mean, variance } = moments;
      return this.normalize(x, spread(mean)!, spread(variance)!, spread(gamma), spread(beta));
    });
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      axis: this.axis,
      momentum: this.momentum,
      moving_mean_initializer: toKerasConfig('keras.initializers', this.#movingMean),
      moving_variance_initializer: toKerasConfig('keras.initializers', this.#movingVariance),
      synchronized: this.synchronized,
      ...this.#renormConfig,
    };
  }

  #moments(x: tf.Tensor): Moments {
    const axes = this.#reducedAxes(x);
    if (!this.#isJoint()) return tf.moments(x, axes);
    const elements = axes.reduce((product, axis) => product * (x.shape[axis] as number), 1);
    const count = sumOverReplicas(tf.scalar(elements));
    const mean = tf.div(sumOverReplicas(tf.sum(x, axes, true)), count);
    const variance = tf.div(sumOverReplicas(tf.sum(tf.square(tf.sub(x, mean)), axes)), count);
    return { mean: tf.reshape(mean, [-1]), variance };
  }

  #isJoint(): boolean {
    return this.synchronized && currentReplica() !== null;
  }

  /** The statistics of what the mask keeps. */
  #maskedMoments(x: tf.Tensor, mask: tf.Tensor): Moments {
    if (mask.rank !== x.rank - 1) {
      throw new ShapeError(
        `${this.className} ${this.name}: expected a mask with one axis less than the input of shape ${showShape(x.shape)}; received shape ${showShape(mask.shape)}.`,
      );
    }
    const axes = this.#reducedAxes(x);
    const kept = tf.mul(tf.cast(tf.cast(tf.expandDims(mask, -1), 'bool'), 'float32'), tf.onesLike(x));
    const only = (values: tf.Tensor) => tf.where(tf.cast(kept, 'bool'), values, tf.zerosLike(x));
    const sum = (values: tf.Tensor) => {
      const own = tf.sum(values, axes, true);
      return this.#isJoint() ? sumOverReplicas(own) : own;
    };
    const count = tf.add(sum(kept), fuzz());
    const mean = tf.div(sum(only(x)), count);
    const variance = tf.div(sum(tf.square(only(tf.sub(x, mean)))), count);
    return { mean: tf.reshape(mean, [-1]), variance: tf.reshape(variance, [-1]) };
  }

  #reducedAxes(x: tf.Tensor): number[] {
    const axis = positiveAxis(this.className, this.axis, x.rank);
    return x.shape.map((_, i) => i).filter((i) => i !== axis);
  }

  /** Moves the moving statistics towards those of a batch. */
  #follow({ mean, variance }: Moments): void {
    follow(this.movingMean as Variable, mean, this.momentum);
    follow(this.movingVariance as Variable, variance, this.momentum);
  }
}

const BATCH_OPTIONS = [
  'axis',
  'momentum',
  'movingMeanInitializer',
  'movingVarianceInitializer',
  'renorm',
  'renormClipping',
  'renormMomentum',
  'synchronized',
];
