import * as tf from '@tensorflow/tfjs-core';
import { checkInteger } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { positiveAxis, type Shape } from '../../support/shape.js';
import { knownSize } from './normalized-axes.js';
import { ScaledNormalization, type ScaledNormalizationOptions } from './scaled-normalization.js';

/** Options of {@link GroupNormalization}. */
export interface GroupNormalizationOptions extends ScaledNormalizationOptions {
  /** Into how many groups the channels are split; -1: each channel is one. 32 by default. */
  readonly groups?: number | undefined;
  /** The axis of the channels; -1 by default. */
  readonly axis?: number | undefined;
}

/**
 * Normalizes each group of channels of each sample to mean 0 and variance 1, then scales by `gamma` and shifts by
 * `beta`, both `[channels]` (Wu and He, 2018). The same while training and afterwards.
 * See https://keras.io/api/layers/normalization_layers/group_normalization/.
 *
 * @example
 * new layers.GroupNormalization({ groups: 2 })(tf.ones([1, 5, 5, 4])).shape; // [1, 5, 5, 4]
 */
export class GroupNormalization extends ScaledNormalization {
  readonly axis: number;
  readonly #groups: number;
  #channels: number | null = null;

  constructor(options: GroupNormalizationOptions = {}) {
    super(options, ['groups', 'axis']);
    const { groups = 32 } = options;
    if (!Number.isInteger(groups) || groups === 0 || groups < -1) {
      throw new ValueError(
        `GroupNormalization: groups must be a positive integer, or -1 for a group a channel; received ${String(groups)}.`,
      );
    }
    this.#groups = groups;
    this.axis = checkInteger('GroupNormalization', 'axis', options.axis ?? -1);
  }

  /** The number of groups; -1 until it is known. */
  get groups(): number {
    return this.#groups === -1 ? (this.#channels ?? -1) : this.#groups;
  }

  override build(inputShape: Shape): void {
    const where = `${this.className} ${this.name}`;
    const channels = knownSize(where, inputShape, this.axis);
    this.#channels = channels;
    if (channels % this.groups !== 0) {
      throw new ShapeError(
        `${where}: expected a number of channels that is a multiple of groups; received ${channels} channels and ${this.groups} groups.`,
        { fix: `groups: ${channels}` },
      );
    }
    this.inputSpec = { ndim: inputShape.length, axes: { [this.axis]: channels } };
    this.buildScale([channels]);
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const x = tf.cast(inputs, 'float32');
      const axis = positiveAxis(this.className, this.axis, x.rank);
      const { groups } = this;
      const perGroup = x.shape[axis]! / groups;
      const split = (shape: number[]) => [
        ...shape.slice(0, axis),
        groups,
        perGroup,
        ...shape.slice(axis + 1),
      ];
      const grouped = tf.reshape(x, split(x.shape));
      const reduced = grouped.shape.map((_, i) => i).filter((i) => i !== 0 && i !== axis);
      const { mean, variance } = tf.moments(grouped, reduced, true);
      const shape = split(x.shape.map(() => 1));
      const spread = (weight: tf.Tensor | null) => weight && tf.reshape(weight, shape);
      return tf.reshape(
        this.normalize(grouped, mean, variance, spread(this.gamma), spread(this.beta)),
        x.shape,
      );
    });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), groups: this.groups, axis: this.axis };
  }
}
