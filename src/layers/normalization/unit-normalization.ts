import type * as tf from '@tensorflow/tfjs-core';
import { normalize } from '../../backends/operations/normalize.js';
import { checkOptions } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { axesFor, positiveAxes } from './normalized-axes.js';

/** Options of {@link UnitNormalization}. */
export interface UnitNormalizationOptions extends LayerOptions {
  /** The axis, or the axes, over which the length becomes 1; -1 by default. */
  readonly axis?: number | readonly number[] | undefined;
}

/**
 * Scales vectors along an axis to length (L2 norm) 1. The shape stays.
 * See https://keras.io/api/layers/normalization_layers/unit_normalization/.
 *
 * @example
 * new layers.UnitNormalization()(tf.tensor([[3, 4]])).numpy(); // [[0.6, 0.8]]
 */
export class UnitNormalization extends Layer {
  readonly axis: number | readonly number[];

  constructor(options: UnitNormalizationOptions = {}) {
    checkOptions('UnitNormalization', options, [...LAYER_OPTIONS, 'axis']);
    super(options);
    const { axis = -1 } = options;
    axesFor('UnitNormalization', axis);
    this.axis = axis;
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return normalize(inputs, positiveAxes(this.className, [this.axis].flat(), inputs.rank), 1e-12);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axis: this.axis };
  }
}
