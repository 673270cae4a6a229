import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/operations/convert.js';
import { epsilon as fuzz } from '../../backends/operations/epsilon.js';
import type { Variable } from '../../backends/variable.js';
import { checkInteger, checkOptions, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { type Shape, shapesMatch, showShape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { knownSize, positiveAxes, spreadShape } from '../normalization/normalized-axes.js';
import { adaptBatches } from './adapt-batches.js';

/** Numbers in arrays of any depth. */
type Numbers = number | readonly Numbers[];

/** Options of {@link Normalization}. */
export interface NormalizationOptions extends LayerOptions {
  /** The axis, or the axes, whose places have a mean and variance each; null: one for all. -1 by default. */
  readonly axis?: number | readonly number[] | null | undefined;
  /** The mean, if it is known; `variance` belongs to it. */
  readonly mean?: Numbers | null | undefined;
  readonly variance?: Numbers | null | undefined;
  /** True: the other way round, `input * sqrt(variance) + mean`. False by default. */
  readonly invert?: boolean | undefined;
}

/** Batches for {@link Normalization.adapt}: tensors, or tuples whose first element counts. */
export type AdaptBatch = TensorInput | readonly [tf.Tensor, ...unknown[]];

/**
 * Brings features to mean 0 and variance 1: `(input - mean) / sqrt(variance)`, with mean and variance given, or learnt
 * by `adapt` before training. The shape stays.
 * See https://keras.io/api/layers/preprocessing_layers/numerical/normalization/.
 *
 * @example
 * const layer = new layers.Normalization();
 * layer.adapt(tf.tensor([[1, 10], [3, 30]]));
 * layer(tf.tensor([[1, 30]])).numpy(); // [[-1, 1]]
 */
export class Normalization extends Layer {
  readonly axis: readonly number[];
  readonly invert: boolean;
  mean: Variable | null = null;
  variance: Variable | null = null;
  readonly #given: { readonly mean: Numbers; readonly variance: Numbers } | null;

  constructor(options: NormalizationOptions = {}) {
    checkOptions('Normalization', options, [...LAYER_OPTIONS, 'axis', 'mean', 'variance', 'invert']);
    super(options);
    const { axis = -1, mean = null, variance = null } = options;
    this.axis = axis === null ? [] : [axis].flat();
    for (const one of this.axis) checkInteger('Normalization', 'axis', one);
    this.invert = options.invert ?? false;
    if ((mean === null) !== (variance === null)) {
      throw new ValueError(
        `Normalization: mean and variance belong together; received ${show(mean)} and ${show(variance)}.`,
      );
    }
    this.#given = mean === null || variance === null ? null : { mean, variance };
    this.supportsMasking = true;
  }

  override build(inputShape: Shape): void {
    const where = `${this.className} ${this.name}`;
    const axes = positiveAxes(where, this.axis, inputShape.length);
    const shape = axes.map((axis) => knownSize(where, inputShape, axis));
    if (this.#given !== null) return;
    const fixed = { shape, trainable: false };
    this.mean = this.addWeight({ name: 'mean', initializer: 'zeros', ...fixed });
    this.variance = this.addWeight({ name: 'variance', initializer: 'ones', ...fixed });
    // Older files have it; nothing reads it.
    this.addWeight({ name: 'count', shape: [], initializer: 'zeros', trainable: false, dtype: 'int32' });
  }

  /**
   * Learns mean and variance of the data, forgetting what it knew: tensors or arrays at once, or batches from an
   * iterable or a data set, of whose tuples the first element counts. A promise for what gives batches asynchronously.
   */
  adapt(data: AsyncIterable<AdaptBatch>): Promise<void>;
  adapt(data: TensorInput | Iterable<AdaptBatch>): void;
  adapt(data: TensorInput | Iterable<AdaptBatch> | AsyncIterable<AdaptBatch>): void | Promise<void> {
    if (this.#given !== null) {
      throw new ValueError(
        `Normalization ${this.name}: adapt has nothing to learn where mean and variance were given.`,
      );
    }
    const learnt = new RunningMoments();
    const where = `Normalization ${this.name}`;
    const learn = (batch: TensorInput) => this.#learn(learnt, batch);
    return adaptBatches(where, data, null, learn, () => this.#finish(learnt));
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const x = tf.cast(inputs, 'float32');
      const shape = spreadShape(x.shape, positiveAxes(this.className, this.axis, x.rank));
      const mean = this.#spread(this.#given?.mean ?? this.mean, shape);
      const variance = this.#spread(this.#given?.variance ?? this.variance, shape);
      const deviation = tf.maximum(tf.sqrt(variance), fuzz());
      return this.invert ? tf.add(mean, tf.mul(x, deviation)) : tf.div(tf.sub(x, mean), deviation);
    });
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    const { mean = null, variance = null } = this.#given ?? {};
    return { ...super.getConfig(), axis: [...this.axis], invert: this.invert, mean, variance };
  }

  /** Given values, which may have fewer axes, are laid on the kept axes from the right. */
  #spread(values: Numbers | Variable | null, shape: readonly number[]): tf.Tensor {
    const tensor =
      values instanceof tf.Tensor ? values : tf.tensor(values as tf.TensorLike, undefined, 'float32');
    const kept = positiveAxes(this.className, this.axis, shape.length);
    if (tensor.rank > kept.length) {
      throw new ShapeError(
        `Normalization ${this.name}: expected mean and variance with at most ${kept.length} axes, as axis has; received shape ${showShape(tensor.shape)}.`,
      );
    }
    const spread = shape.map(() => 1);
    for (const [i, size] of [...tensor.shape].reverse().entries()) spread[kept[kept.length - 1 - i]!] = size;
    return tf.reshape(tensor, spread);
  }

  #learn(learnt: RunningMoments, batch: TensorInput): void {
    tf.tidy(() => {
      const x = toTensor(batch);
      this.ensureBuilt(x.shape);
      const axes = positiveAxes(this.className, this.axis, x.rank);
      const kept = axes.map((axis) => x.shape[axis]!);
      if (!shapesMatch(kept, this.mean!.shape)) {
        throw new ShapeError(
          `Normalization ${this.name}: expected data of size ${showShape(this.mean!.shape)} in the axes ${show(axes)}; received shape ${showShape(x.shape)}.`,
        );
      }
      learnt.add(x, axes);
    });
  }

  #finish(learnt: RunningMoments): void {
    tf.tidy(() => {
      const [mean, variance] = learnt.take();
      this.mean!.assign(tf.reshape(mean, this.mean!.shape));
      this.variance!.assign(tf.reshape(variance, this.variance!.shape));
    });
  }
}

type Moments = readonly [mean: tf.Tensor, variance: tf.Tensor];

/** Mean and variance of batches that come one after the other; they stay where they are computed. */
class RunningMoments {
  #count = 0;
  #moments: Moments | null = null;

  /** Adds a batch; the axes in `kept` stay. */
  add(x: tf.Tensor, kept: readonly number[]): void {
    const reduced = x.shape.map((_, axis) => axis).filter((axis) => !kept.includes(axis));
    const values = tf.cast(x, 'float32');
    const { mean, variance } =
      reduced.length === 0 ? { mean: values, variance: tf.zerosLike(values) } : tf.moments(values, reduced);
    const count = reduced.reduce((product, axis) => product * x.shape[axis]!, 1);
    this.#count += count;
    const before = this.#moments;
    const now = before === null ? [mean, variance] : joined(before, [mean, variance], count / this.#count);
    this.#moments = now.map((one) => tf.keep(tf.clone(one))) as unknown as Moments;
    if (before !== null) tf.dispose([...before]);
  }

  /** Hands both over to the tidy that is open. */
  take(): Moments {
    const found = this.#moments!.map((one) => tf.clone(one)) as unknown as Moments;
    tf.dispose([...this.#moments!]);
    return found;
  }
}

/** The moments of two parts, of which the second is this share of the whole. */
function joined([before, spread]: Moments, [mean, variance]: Moments, share: number): Moments {
  const blend = (a: tf.Tensor, b: tf.Tensor) => tf.add(tf.mul(a, 1 - share), tf.mul(b, share));
  const now = blend(before, mean);
  const around = (center: tf.Tensor, own: tf.Tensor) => tf.add(own, tf.square(tf.sub(center, now)));
  return [now, blend(around(before, spread), around(mean, variance))];
}
