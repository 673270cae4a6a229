import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { SymbolicTensor } from '../symbolic-tensor.js';

/** Options of {@link Permute}. */
export interface PermuteOptions extends LayerOptions {
  /** The axes, counted from 1 behind the batch, in their new order. */
  readonly dims: readonly number[];
}

/**
 * Exchanges the axes of the samples: with dims [2, 1], `[batch, a, b]` becomes `[batch, b, a]`.
 * See https://keras.io/api/layers/reshaping_layers/permute/.
 *
 * @example
 * new layers.Permute({ dims: [2, 1] })(tf.ones([2, 10, 64])).shape; // [2, 64, 10]
 */
export class Permute extends Layer {
  readonly dims: readonly number[];

  constructor(options: PermuteOptions) {
    checkOptions('Permute', options, [...LAYER_OPTIONS, 'dims']);
    super(options);
    const { dims } = options;
    if (!Array.isArray(dims) || [...dims].sort((a, b) => a - b).some((axis, i) => axis !== i + 1)) {
      throw new ValueError(
        `Permute: dims must be the axes from 1 on in a new order; received ${show(dims)}.`,
        {
          fix: 'dims: [2, 1]',
        },
      );
    }
    this.dims = dims;
    this.inputSpec = { ndim: dims.length + 1 };
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return tf.transpose(inputs, [0, ...this.dims]);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [0, ...this.dims].map((axis) => inputShape[axis] ?? null);
  }

  override computeOutputSpec(inputs: SymbolicTensor): SymbolicTensor {
    return new SymbolicTensor({ shape: this.computeOutputShape(inputs.shape), dtype: inputs.dtype });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), dims: [...this.dims] };
  }
}
