import * as tf from '@tensorflow/tfjs-core';
import { ShapeError } from '../support/errors.js';
import { positiveAxis, showShape } from '../support/shape.js';

/** Options of {@link glu}. */
export interface GluOptions {
  /** -1 by default. */
  readonly axis?: number;
}

/**
 * The first half of an axis times the sigmoid of the second (Dauphin et al., 2016).
 *
 * Source: https://keras.io/api/layers/activations/#glu-function
 *
 * @example
 * activations.glu(tf.tensor([[-1, 2]]));
 */
export function glu(x: tf.Tensor, { axis = -1 }: GluOptions = {}): tf.Tensor {
  return tf.tidy(() => {
    const size = x.shape.at(axis)!;
    if (size % 2 !== 0)
      throw new ShapeError(
        `glu: expected an even number of values along axis ${axis}; received shape ${showShape(x.shape)}.`,
      );
    const [value, gate] = tf.split(x, 2, positiveAxis('glu', axis, x.rank));
    return tf.mul(value!, tf.sigmoid(gate!));
  });
}
