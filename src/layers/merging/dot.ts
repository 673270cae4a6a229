import * as tf from '@tensorflow/tfjs-core';
import { normalize } from '../../backends/operations/normalize.js';
import { checkObject, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import type { Shapes } from '../call.js';
import { contract } from '../contract.js';
import type { Masks } from '../mask.js';
import { Merge, type MergeOptions } from './merge.js';
import { mergeFunction } from './merge-function.js';

/** Options of {@link Dot}. */
export interface DotOptions extends MergeOptions {
  /** The axis of both inputs that is summed over, or one axis for each; never the batch axis. */
  readonly axes: number | readonly [number, number];
  /** True: the inputs are scaled to length 1 along the axis, which gives the cosine. False by default. */
  readonly normalize?: boolean | undefined;
}

/**
 * The dot product of two inputs along an axis of each, for each sample.
 *
 * Inputs `[batch, ...]`; output `[batch, ...rest of the first, ...rest of the second]`, `[batch, 1]` if nothing is left.
 * See https://keras.io/api/layers/merging_layers/dot/.
 *
 * @example
 * new layers.Dot({ axes: 1 })([tf.ones([2, 3]), tf.ones([2, 3])]).numpy(); // [[3], [3]]
 */
export class Dot extends Merge {
  readonly axes: number | readonly [number, number];
  readonly normalize: boolean;

  constructor(options: DotOptions) {
    super(checkObject('Dot', options, 'axes'), ['axes', 'normalize']);
    const { axes } = options;
    const pair = typeof axes === 'number' ? [axes, axes] : axes;
    if (!Array.isArray(pair) || pair.length !== 2 || !pair.every(Number.isInteger)) {
      throw new ValueError(`Dot: axes must be an integer or a list of two; received ${show(axes)}.`);
    }
    this.axes = axes;
    this.normalize = options.normalize ?? false;
  }

  override call(inputs: readonly tf.Tensor[]): tf.Tensor {
    this.checkList(inputs);
    return this.merge(inputs);
  }

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    const [a, b] = inputs as [tf.Tensor, tf.Tensor];
    const [first, second] = this.#axesOf([a.shape, b.shape]);
    const x = this.normalize ? normalize(a, first) : a;
    const y = this.normalize ? normalize(b, second) : b;
    const letters = [...'abcdefghijkl'];
    const left = ['z', ...letters.slice(0, a.rank - 1)];
    const right = ['z', ...letters.slice(a.rank - 1, a.rank + b.rank - 2)];
    right[second] = left[first] as string;
    const output = [
      'z',
      ...left.slice(1).filter((_, i) => i + 1 !== first),
      ...right.slice(1).filter((_, i) => i + 1 !== second),
    ];
    const product = contract(`${left.join('')},${right.join('')}->${output.join('')}`, x, y);
    return product.rank === 1 ? tf.expandDims(product, 1) : product;
  }

  #axesOf(shapes: readonly Shape[]): [number, number] {
    const given = typeof this.axes === 'number' ? [this.axes, this.axes] : this.axes;
    const axes = given.map((axis, i) => {
      const rank = shapes[i]?.length ?? 0;
      const positive = axis < 0 ? axis + rank : axis;
      if (positive > 0 && positive < rank) return positive;
      throw new ShapeError(
        `Dot ${this.name}: expected an axis behind the batch axis; received axis ${axis} for shape ${showShape(shapes[i] ?? [])}.`,
      );
    });
    return axes as [number, number];
  }

  override computeOutputShape(inputShape: Shapes): Shape {
    const shapes = this.checkShapes(inputShape);
    if (shapes.length !== 2)
      throw new ValueError(`Dot ${this.name}: expected 2 inputs; received ${shapes.length}.`);
    const [first, second] = this.#axesOf(shapes);
    const [a, b] = shapes as [Shape, Shape];
    const [size, other] = [a[first] ?? null, b[second] ?? null];
    if (size !== null && other !== null && size !== other) {
      throw new ShapeError(
        `Dot ${this.name}: expected the same size in axis ${first} of ${showShape(a)} and axis ${second} of ${showShape(b)}; received ${size} and ${other}.`,
      );
    }
    const rest = [...a.filter((_, i) => i !== first), ...b.filter((_, i) => i !== second && i !== 0)];
    return rest.length === 1 ? [...rest, 1] : rest;
  }

  override computeMask(_inputs: readonly tf.Tensor[], _mask: Masks): Masks {
    return null;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axes: this.axes, normalize: this.normalize };
  }
}

/** The dot product of two tensors, as a function; along their last axes by default. */
export const dot = mergeFunction<Dot, Partial<DotOptions> & MergeOptions>(
  Dot as new (
    options: Partial<DotOptions> & MergeOptions,
  ) => Dot,
  { axes: -1 },
);
