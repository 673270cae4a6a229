import * as tf from '@tensorflow/tfjs-core';
import { type DataFormat, type DataFormatId, spatialAxes } from '../../backends/operations/data-format.js';
import { show } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import { Layer, type LayerOptions } from '../layer.js';
import type { Pair } from '../sizes.js';

/** Options of {@link Cropping2D} and {@link Cropping3D}. */
export interface CroppingOptions extends LayerOptions {
  /** What is cut off: one number for all sides, one for each axis, or a pair (before, behind) for each axis. 0 by default. */
  readonly cropping?: number | readonly (number | Pair)[] | undefined;
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
}

/** What the cropping layers have in common. */
export abstract class Cropping extends Layer {
  readonly dataFormat: DataFormat;
  readonly #pairs: readonly Pair[];

  constructor(pairs: readonly Pair[], dataFormat: DataFormat, options: LayerOptions) {
    super(options);
    this.#pairs = pairs;
    this.dataFormat = dataFormat;
    this.inputSpec = { ndim: pairs.length + 2 };
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const size = this.computeOutputShape(inputs.shape) as number[];
    const begin = inputs.shape.map(() => 0);
    for (const [i, axis] of spatialAxes(inputs.rank, this.dataFormat).entries())
      begin[axis] = this.#pairs[i]![0];
    return tf.slice(inputs, begin, size);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const axes = spatialAxes(inputShape.length, this.dataFormat);
    const sizes = [...inputShape];
    for (const [i, axis] of axes.entries()) {
      const size = sizes[axis] ?? null;
      const [before, behind] = this.#pairs[i]!;
      if (size !== null) sizes[axis] = size - before - behind;
    }
    if (axes.some((axis) => sizes[axis] !== null && sizes[axis]! <= 0)) {
      throw new ShapeError(
        `${this.className} ${this.name}: cropping ${show(this.#pairs)} leaves nothing of an input of shape ${showShape(inputShape)}.`,
      );
    }
    return sizes;
  }
}
