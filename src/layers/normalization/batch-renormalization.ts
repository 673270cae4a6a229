import * as tf from '@tensorflow/tfjs-core';
import { stopGradient } from '../../backends/gradients/stop-gradient.js';
import type { Variable } from '../../backends/variable.js';
import { FunctionInitializer } from '../../initializers/function-initializer.js';
import type { Initializer } from '../../initializers/index.js';
import { checkOptions, checkRange } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { KnownShape } from '../../support/shape.js';
import type { WeightOptions } from '../layer-state.js';
import { follow } from './moving-average.js';

/** Bounds of the corrections of batch renormalization; what is left out is not bounded. */
export interface RenormClipping {
  /** The largest factor. */
  readonly rmax?: number | null;
  /** The smallest factor. */
  readonly rmin?: number | null;
  /** The largest shift, in both directions. */
  readonly dmax?: number | null;
}

/** What it needs of the layer. */
interface Renormalized {
  readonly epsilon: number;
  readonly momentum: number;
  readonly movingMean: Variable | null;
  readonly movingVariance: Variable | null;
  addWeight(options: WeightOptions): Variable;
}

/** Batch renormalization (Ioffe, 2017) for {@link BatchNormalization}: its state and its corrections. */
export class BatchRenormalization {
  readonly #layer: Renormalized;
  readonly #clipping: RenormClipping;
  readonly #momentum: number;
  #movingStddev!: Variable;
  #mean!: Variable;
  #stddev!: Variable;

  constructor(layer: Renormalized, clipping: RenormClipping, momentum: number) {
    const where = 'BatchNormalization';
    const { rmax, rmin, dmax } = checkOptions(`${where}: renormClipping`, clipping, ['rmax', 'rmin', 'dmax']);
    if (rmax != null && rmin != null && rmax < rmin) {
      throw new ValueError(`${where}: renormClipping needs rmax >= rmin; received ${rmax} and ${rmin}.`);
    }
    if (dmax != null) checkRange(where, 'renormClipping.dmax', dmax, 0, Infinity);
    this.#layer = layer;
    this.#clipping = clipping;
    this.#momentum = checkRange(where, 'renormMomentum', momentum, 0, 1);
  }

  /** Makes the statistics that training corrects towards. */
  build(shape: KnownShape, mean: Initializer, variance: Initializer): void {
    const root = new FunctionInitializer((size, dtype) => tf.sqrt(variance.call(size, dtype)));
    const fixed = { shape, trainable: false };
    this.#movingStddev = this.#layer.addWeight({ name: 'moving_stddev', initializer: root, ...fixed });
    this.#mean = this.#layer.addWeight({ name: 'renorm_mean', initializer: mean, ...fixed });
    this.#stddev = this.#layer.addWeight({ name: 'renorm_stddev', initializer: root, ...fixed });
  }

  /** `gamma` and `beta` with the corrections for a batch in them; moves all statistics towards the batch's. */
  correct(
    { mean, variance }: { readonly mean: tf.Tensor; readonly variance: tf.Tensor },
    gamma: tf.Tensor | null,
    beta: tf.Tensor | null,
  ): { gamma: tf.Tensor; beta: tf.Tensor } {
    const { epsilon } = this.#layer;
    const { rmin, rmax, dmax } = this.#clipping;
    const stddev = tf.sqrt(tf.add(variance, epsilon));
    const reference = tf.maximum(this.#stddev, Math.sqrt(epsilon));
    let r = tf.div(stddev, reference);
    let d = tf.div(tf.sub(mean, this.#mean), reference);
    if (rmin != null) r = tf.maximum(r, rmin);
    if (rmax != null) r = tf.minimum(r, rmax);
    if (dmax != null) d = tf.clipByValue(d, -dmax, dmax);
    r = stopGradient(r);
    d = stopGradient(d);
    this.#update(mean, stddev);
    const shift = gamma === null ? d : tf.mul(d, gamma);
    return {
      gamma: gamma === null ? r : tf.mul(r, gamma),
      beta: beta === null ? shift : tf.add(shift, beta),
    };
  }

  #update(mean: tf.Tensor, stddev: tf.Tensor): void {
    const { epsilon, momentum, movingMean, movingVariance } = this.#layer;
    follow(this.#mean, mean, this.#momentum);
    follow(this.#stddev, stddev, this.#momentum);
    follow(movingMean as Variable, mean, momentum);
    follow(this.#movingStddev, stddev, momentum);
    (movingVariance as Variable).assign(tf.relu(tf.sub(tf.square(this.#movingStddev), epsilon)));
  }
}
