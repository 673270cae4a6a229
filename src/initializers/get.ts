import * as tf from '@tensorflow/tfjs-core';
import { ShapeError } from '../support/errors.js';
import { Family, type Identifier } from '../support/family.js';
import { type KnownShape, shapesMatch, showShape } from '../support/shape.js';
import { FunctionInitializer, type InitializerFunction } from './function-initializer.js';
import { Initializer } from './initializer.js';

/** The known initializers. */
export const initializerFamily = new Family<Initializer>(
  'initializer',
  Initializer,
  (fn) => new FunctionInitializer(fn as unknown as InitializerFunction),
);

/** What an option `initializer` takes. */
export type InitializerId =
  | Identifier<
      | 'constant'
      | 'glorotNormal'
      | 'glorotUniform'
      | 'heNormal'
      | 'heUniform'
      | 'identity'
      | 'lecunNormal'
      | 'lecunUniform'
      | 'ones'
      | 'orthogonal'
      | 'randomNormal'
      | 'randomUniform'
      | 'truncatedNormal'
      | 'varianceScaling'
      | 'zeros',
      Initializer
    >
  | InitializerFunction
  | tf.Tensor;

/**
 * The initializer for a name, a saved configuration, a function of a shape, a tensor of values, or an instance.
 *
 * @example
 * initializers.get('glorotUniform')([784, 64]);
 */
export function get(identifier: InitializerId): Initializer {
  if (identifier instanceof tf.Tensor) return new FunctionInitializer((shape) => valuesOf(identifier, shape));
  return initializerFamily.get(identifier);
}

function valuesOf(values: tf.Tensor, shape: KnownShape): tf.Tensor {
  if (shapesMatch(values.shape, shape)) return values.clone();
  throw new ShapeError(
    `initializer: expected values of shape ${showShape(shape)}; received a tensor of shape ${showShape(values.shape)}.`,
  );
}
