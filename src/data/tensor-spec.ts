import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { type Shape, showShape } from '../support/shape.js';
import { HostTensor, type HostType } from './host-tensor.js';

/** Options of {@link TensorSpec}. */
export interface TensorSpecOptions {
  /** `null` is a size that varies. */
  readonly shape: Shape;
  readonly dtype?: HostType | undefined;
  readonly name?: string | undefined;
}

/**
 * Shape and dtype of a value of a dataset's elements.
 * See https://www.tensorflow.org/api_docs/python/tf/TensorSpec.
 *
 * @example
 * new data.TensorSpec({ shape: [null, 28, 28], dtype: 'int32' });
 */
export class TensorSpec {
  readonly shape: Shape;
  readonly dtype: HostType;
  readonly name: string | undefined;

  constructor(options: TensorSpecOptions) {
    const {
      shape,
      dtype = 'float32',
      name,
    } = checkOptions('TensorSpec', options, ['shape', 'dtype', 'name']);
    if (!['float32', 'int32', 'bool', 'string'].includes(dtype)) {
      throw new ValueError(`TensorSpec: dtype must be float32, int32, bool or string; received ${dtype}.`);
    }
    this.shape = shape;
    this.dtype = dtype;
    this.name = name;
  }

  /** A value with the dtype of this one; what is no tensor stays. */
  convert<L>(where: string, leaf: L): L | tf.Tensor | HostTensor {
    if (leaf instanceof tf.Tensor) {
      if (leaf.dtype === this.dtype) return leaf;
      const cast = tf.cast(leaf, this.dtype as 'float32');
      leaf.dispose();
      return cast;
    }
    if (!(leaf instanceof HostTensor) || leaf.dtype === this.dtype) return leaf;
    if (Array.isArray(leaf.values) || this.dtype === 'string') {
      throw new ValueError(`${where}: expected ${this.dtype}; received ${leaf.dtype}.`);
    }
    const values =
      this.dtype === 'float32'
        ? Float32Array.from(leaf.values)
        : this.dtype === 'int32'
          ? Int32Array.from(leaf.values)
          : Uint8Array.from(leaf.values, (value) => (value === 0 ? 0 : 1));
    return new HostTensor(values, leaf.shape, this.dtype);
  }

  toString(): string {
    return `TensorSpec(${showShape(this.shape)}, ${this.dtype})`;
  }
}

/** One text. */
export const TEXT = new TensorSpec({ shape: [], dtype: 'string' });

/** One integer. */
export const INTEGER = new TensorSpec({ shape: [], dtype: 'int32' });
