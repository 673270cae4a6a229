import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';

/**
 * Inputs, labels and weights as the tuple that `trainStep` gets: `x` itself where it stands alone, `[x, y]`, or
 * `[x, y, sampleWeight]`.
 *
 * @see https://keras.io/api/utils/python_utils/
 * @example
 * utils.packXYSampleWeight([1, 2], [0, 1]); // [[1, 2], [0, 1]]
 */
export function packXYSampleWeight(x: unknown, y: unknown = null, sampleWeight: unknown = null): unknown {
  if (y === null) return Array.isArray(x) ? [x] : x;
  return sampleWeight === null ? [x, y] : [x, y, sampleWeight];
}

/**
 * Takes apart what `trainStep` gets: `[x, y, sampleWeight]`, undefined for what is not there. What is no tuple is `x`.
 *
 * @throws ValueError for a tuple of other than one to three parts
 * @see https://keras.io/api/utils/python_utils/
 * @example
 * const [x, y, sampleWeight] = utils.unpackXYSampleWeight([[1, 2], [0, 1]]); // [1, 2] [0, 1] undefined
 */
export function unpackXYSampleWeight<X, Y = undefined, W = undefined>(
  data: readonly [x: X, y?: Y, sampleWeight?: W],
): [x: X, y: Y, sampleWeight: W];
export function unpackXYSampleWeight<X>(data: X): [x: X, y: undefined, sampleWeight: undefined];
export function unpackXYSampleWeight(data: unknown): [unknown, unknown, unknown] {
  if (!Array.isArray(data)) return [data, undefined, undefined];
  if (data.length < 1 || data.length > 3) {
    throw new ValueError(
      `unpackXYSampleWeight: expected [x], [x, y] or [x, y, sampleWeight]; received ${show(data)}.`,
    );
  }
  return [data[0], data[1], data[2]];
}
