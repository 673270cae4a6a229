import type * as tf from '@tensorflow/tfjs-core';
import { show } from '../support/check.js';
import { ShapeError } from '../support/errors.js';
import { showShape } from '../support/shape.js';

/** The gradient, if it has the variable's shape: a fused step would read past the end of a smaller one. */
export function checkGradient(
  where: string,
  gradient: tf.Tensor,
  variable: tf.Variable,
  name: string,
): tf.Tensor {
  const { shape } = gradient;
  if (shape?.length === variable.shape.length && shape.every((size, i) => size === variable.shape[i])) {
    return gradient;
  }
  throw new ShapeError(
    `${where}: expected a gradient of shape ${showShape(variable.shape)} for ${name}; received ${
      shape === undefined ? show(gradient) : showShape(shape)
    }.`,
  );
}
