import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../support/check.js';
import { ShapeError } from '../support/errors.js';
import { type KnownShape, showShape } from '../support/shape.js';
import { Initializer } from './initializer.js';

/** Options of {@link Identity}. */
export interface IdentityOptions {
  /** The value on the diagonal, 1 by default. */
  readonly gain?: number;
}

/** The identity matrix times `gain`; for matrices only. */
export class Identity extends Initializer {
  readonly gain: number;

  constructor(options: IdentityOptions = {}) {
    super();
    checkOptions('Identity', options, ['gain']);
    this.gain = options.gain ?? 1;
  }

  override call(shape: KnownShape): tf.Tensor {
    const [rows, columns] = shape;
    if (rows === undefined || columns === undefined || shape.length !== 2)
      throw new ShapeError(`Identity: expected the shape of a matrix; received ${showShape(shape)}.`);
    return tf.tidy(() => tf.mul(tf.eye(rows, columns), this.gain));
  }

  override getConfig(): Record<string, unknown> {
    return { gain: this.gain };
  }
}

/** Makes an {@link Identity}. */
export const identity = (options?: IdentityOptions) => new Identity(options);
