import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { SymbolicTensor } from '../symbolic-tensor.js';

/** Options of {@link Reshape}. */
export interface ReshapeOptions extends LayerOptions {
  /** The shape of one sample; -1, once, stands for what is left over. */
  readonly targetShape: readonly number[];
}

/**
 * Another shape for the same values: `[batch, ...]` becomes `[batch, ...targetShape]`.
 * See https://keras.io/api/layers/reshaping_layers/reshape/.
 *
 * @example
 * new layers.Reshape({ targetShape: [7, -1] })(tf.ones([2, 28])).shape; // [2, 7, 4]
 */
export class Reshape extends Layer {
  readonly targetShape: readonly number[];

  constructor(options: ReshapeOptions) {
    checkOptions('Reshape', options, [...LAYER_OPTIONS, 'targetShape']);
    super(options);
    this.targetShape = checkTarget(options.targetShape);
    this.built = true;
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return tf.reshape(inputs, this.computeOutputShape(inputs.shape) as number[]);
  }

  override computeOutputShape([batch = null, ...sizes]: Shape): Shape {
    const { targetShape } = this;
    if (sizes.includes(null)) return [batch, ...targetShape.map((size) => (size === -1 ? null : size))];
    const given = sizes.reduce<number>((product, size) => product * (size as number), 1);
    const known = targetShape.reduce((product, size) => (size === -1 ? product : product * size), 1);
    const open = targetShape.includes(-1);
    if (open ? known === 0 || given % known !== 0 : given !== known) {
      throw new ShapeError(
        `Reshape ${this.name}: a sample of shape ${showShape(sizes)} has ${given} values, which do not fill targetShape ${show(targetShape)}.`,
      );
    }
    return [batch, ...targetShape.map((size) => (size === -1 ? given / known : size))];
  }

  override computeOutputSpec(inputs: SymbolicTensor): SymbolicTensor {
    return new SymbolicTensor({ shape: this.computeOutputShape(inputs.shape), dtype: inputs.dtype });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), target_shape: [...this.targetShape] };
  }
}

function checkTarget(target: readonly number[]): readonly number[] {
  if (
    Array.isArray(target) &&
    target.every((size) => Number.isInteger(size) && size >= -1) &&
    target.filter((size) => size === -1).length <= 1
  ) {
    return target;
  }
  throw new ValueError(
    `Reshape: targetShape must be a list of integers of at least 0, with at most one -1; received ${show(target)}.`,
  );
}
