import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkPositiveInteger } from '../support/check.js';
import { ValueError } from '../support/errors.js';

/** Options of {@link toCategorical}. */
export interface ToCategoricalOptions {
  readonly numClasses?: number | undefined;
}

/**
 * Class numbers as one-hot rows: `[samples]` or `[samples, 1]` becomes `[samples, classes]`, float32.
 *
 * `numClasses` is one more than the largest number if it is left out. The labels are read on the host.
 * See https://keras.io/api/utils/python_utils/#tocategorical-function.
 *
 * @example
 * utils.toCategorical([0, 2, 1]).numpy(); // [[1, 0, 0], [0, 0, 1], [0, 1, 0]]
 */
export function toCategorical(
  labels: tf.Tensor1D | readonly number[] | Int32Array | Uint8Array | Float32Array,
  numClasses?: number | ToCategoricalOptions,
): tf.Tensor2D;
export function toCategorical(
  labels: tf.Tensor | tf.TensorLike,
  numClasses?: number | ToCategoricalOptions,
): tf.Tensor;
export function toCategorical(
  labels: tf.Tensor | tf.TensorLike | readonly number[],
  numClasses?: number | ToCategoricalOptions,
): tf.Tensor {
  return tf.tidy(() => {
    if (labels === undefined || labels === null) {
      throw new ValueError(`toCategorical: expected labels; received ${labels}.`);
    }
    const given = labels instanceof tf.Tensor ? labels : tf.tensor(labels as tf.TensorLike);
    if (given.dtype === 'string') {
      throw new ValueError('toCategorical: expected class numbers; received text.', {
        fix: 'const names = [...new Set(labels)]; utils.toCategorical(labels.map((label) => names.indexOf(label)))',
      });
    }
    const values = given.dataSync();
    const shape = given.rank > 1 && given.shape.at(-1) === 1 ? given.shape.slice(0, -1) : given.shape;
    const { numClasses: asked } =
      typeof numClasses === 'object'
        ? checkOptions('toCategorical', numClasses, ['numClasses'])
        : { numClasses };
    const classes =
      asked === undefined ? largest(values) + 1 : checkPositiveInteger('toCategorical', 'numClasses', asked);
    const rows = new Float32Array(values.length * classes);
    values.forEach((value, i) => {
      const label = Math.trunc(value);
      if (!(label >= 0 && label < classes)) {
        throw new ValueError(
          `toCategorical: expected class numbers from 0 to ${classes - 1}; received ${value}.`,
          {
            fix: 'numClasses has to be more than the largest class number',
          },
        );
      }
      rows[i * classes + label] = 1;
    });
    return tf.tensor(rows, [...shape, classes]);
  });
}

function largest(values: ArrayLike<number>): number {
  if (values.length === 0) throw new ValueError('toCategorical: expected labels; received none.');
  let most = values[0] as number;
  for (let i = 1; i < values.length; i++) most = Math.max(most, values[i] as number);
  if (!Number.isFinite(most))
    throw new ValueError(`toCategorical: expected class numbers; received ${most}.`);
  return Math.trunc(most);
}
