import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { asTensor } from './as-tensor.js';
import { i0 } from './elementwise.js';

// Windows of a length, symmetric, float32. See https://keras.io/api/ops/numpy/.

const window =
  (at: (turn: number) => number) =>
  (length: TensorInput): tf.Tensor1D => {
    const size = typeof length === 'number' ? length : asTensor(length).dataSync()[0]!;
    return tf.tensor1d(Float32Array.from({ length: size }, (_, i) => (size === 1 ? 1 : at(i / (size - 1)))));
  };

/** A triangle from 0 to 1 and back. */
export const bartlett = window((turn) => 1 - Math.abs(2 * turn - 1));

export const blackman = window(
  (turn) => 0.42 - 0.5 * Math.cos(2 * Math.PI * turn) + 0.08 * Math.cos(4 * Math.PI * turn),
);

export const hamming = window((turn) => 0.54 - 0.46 * Math.cos(2 * Math.PI * turn));

export const hanning = window((turn) => 0.5 - 0.5 * Math.cos(2 * Math.PI * turn));

/** Kaiser's window; the larger `beta`, the narrower. */
export const kaiser = (length: TensorInput, beta: number): tf.Tensor1D =>
  tf.tidy(() => {
    const arguments_ = window((turn) => beta * Math.sqrt(Math.max(1 - (2 * turn - 1) ** 2, 0)))(length);
    // A window of one value is 1, whatever it is.
    if (arguments_.size === 1) return arguments_;
    return tf.div(i0(arguments_), i0(tf.scalar(beta)));
  });
