import * as tf from '@tensorflow/tfjs-core';
import { encodedShape, type OutputMode } from './category-codes.js';

/**
 * Indices that are on the host, in an output mode: as {@link encodeCategories}, with no more memory than the result. What
 * lies outside of [0, depth) counts nowhere.
 *
 * @param weights what one at each place counts, for weighted counts
 */
export function encodeIndices(
  indices: Int32Array,
  shape: readonly number[],
  mode: OutputMode,
  depth: number,
  weights?: ArrayLike<number>,
): tf.Tensor {
  if (mode === 'int') return tf.tensor(indices, [...shape], 'int32');
  const outShape = encodedShape(shape, mode, depth) as number[];
  const out = new Float32Array(outShape.reduce((product, size) => product * size, 1));
  const place = mode === 'oneHot' ? (at: number) => at : samplePlace(shape);
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at]!;
    if (index < 0 || index >= depth) continue;
    const cell = place(at) * depth + index;
    if (mode === 'count') out[cell]! += weights === undefined ? 1 : weights[index]!;
    else out[cell] = 1;
  }
  return tf.tensor(out, outShape, 'float32');
}

/** Which sample a value belongs to: the second axis, of one axis the first, holds the values of a sample. */
function samplePlace(shape: readonly number[]): (at: number) => number {
  if (shape.length < 2) return () => 0;
  const inner = shape.slice(2).reduce((product, size) => product * size, 1);
  const row = (shape[1] as number) * inner;
  return (at) => Math.floor(at / row) * inner + (at % inner);
}
