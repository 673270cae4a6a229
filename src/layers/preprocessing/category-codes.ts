import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from '../../backends/operations/one-hot.js';
import { checkChoice } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { camelCase, snakeCase } from '../../support/names.js';
import type { Shape } from '../../support/shape.js';

/** How indices are written: as they are, as one hot place each, as one hot place for all of a sample, as counts. */
export type OutputMode = 'int' | 'oneHot' | 'multiHot' | 'count';

/** An {@link OutputMode}, also as Keras writes it. */
export type OutputModeId = OutputMode | 'one_hot' | 'multi_hot';

/** The mode for an id. */
export function getOutputMode(where: string, id: OutputModeId, choices: readonly OutputMode[]): OutputMode {
  return checkChoice(where, 'outputMode', camelCase(id), choices);
}

/** Keras's saved form. */
export function outputModeConfig(mode: OutputMode): string {
  return snakeCase(mode);
}

/** Refuses what Keras can and tfjs cannot. */
export function checkDense(where: string, sparse: boolean | undefined): void {
  if (sparse) throw new ValueError(`${where}: sparse: true asks for sparse tensors; there are none here.`);
}

/** Indices in [0, depth) in an output mode; what lies outside counts nowhere. */
export function encodeCategories(
  indices: tf.Tensor,
  mode: OutputMode,
  depth: number,
  countWeights?: tf.Tensor,
): tf.Tensor {
  const numbers = tf.cast(indices.rank === 0 ? tf.reshape(indices, [1]) : indices, 'int32');
  if (mode === 'int') return numbers;
  const column = mode === 'oneHot' && numbers.rank > 1 && numbers.shape.at(-1) === 1;
  const hot = oneHot(column ? tf.squeeze(numbers, [-1]) : numbers, depth);
  if (mode === 'oneHot') return hot;
  const axis = numbers.rank > 1 ? 1 : 0;
  if (mode === 'multiHot') return tf.max(hot, axis);
  return tf.sum(countWeights === undefined ? hot : tf.mul(hot, tf.expandDims(countWeights, -1)), axis);
}

/** The shape that {@link encodeCategories} gives. */
export function encodedShape(inputShape: Shape, mode: OutputMode, depth: number): Shape {
  if (mode === 'int') return inputShape;
  if (mode === 'oneHot') {
    const column = inputShape.length > 1 && inputShape.at(-1) === 1;
    return [...(column ? inputShape.slice(0, -1) : inputShape.length === 0 ? [1] : inputShape), depth];
  }
  return inputShape.length > 1 ? [inputShape[0] ?? null, ...inputShape.slice(2), depth] : [depth];
}
