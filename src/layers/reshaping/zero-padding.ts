import * as tf from '@tensorflow/tfjs-core';
import {
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  spatialAxes,
} from '../../backends/operations/data-format.js';
import type { Shape } from '../../support/shape.js';
import { Layer, type LayerOptions } from '../layer.js';
import type { Pair } from '../sizes.js';

/** Options of {@link ZeroPadding2D} and {@link ZeroPadding3D}. */
export interface ZeroPaddingOptions extends LayerOptions {
  /** How many zeros: one number for all sides, one for each axis, or a pair (before, behind) for each axis. 1 by default. */
  readonly padding?: number | readonly (number | Pair)[] | undefined;
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
}

/** What the padding layers have in common. */
export abstract class ZeroPadding extends Layer {
  readonly dataFormat: DataFormat;
  readonly #pairs: readonly Pair[];

  constructor(pairs: readonly Pair[], dataFormat: DataFormat, options: LayerOptions) {
    super(options);
    this.#pairs = pairs;
    this.dataFormat = dataFormat;
    this.inputSpec = { ndim: pairs.length + 2 };
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const zeros = inputs.shape.map((): [number, number] => [0, 0]);
    for (const [i, axis] of spatialAxes(inputs.rank, this.dataFormat).entries())
      zeros[axis] = [...this.#pairs[i]!];
    return tf.pad(inputs, zeros);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const sizes = [...inputShape];
    for (const [i, axis] of spatialAxes(inputShape.length, this.dataFormat).entries()) {
      const size = sizes[axis] ?? null;
      const [before, behind] = this.#pairs[i]!;
      if (size !== null) sizes[axis] = size + before + behind;
    }
    return sizes;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), data_format: dataFormatConfig(this.dataFormat) };
  }
}
