import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { checkOptions, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';
import { asTensor } from './as-tensor.js';

/** Options of {@link vectorize}. */
export interface VectorizeOptions {
  /** The places of arguments that are given as they are. */
  readonly excluded?: readonly number[] | null | undefined;
  /** The axes that the function itself takes, as `'(n),(n)->()'`; all arguments are scalars by default. */
  readonly signature?: string | null | undefined;
}

/**
 * A function of single values, or of small tensors, as a function of tensors: it is called for each place of the shape that the
 * arguments broadcast to, and what it gives is put together.
 *
 * @throws ValueError for a signature that cannot be read
 * @see https://keras.io/api/ops/numpy/
 * @example
 * const larger = ops.vectorize((a, b) => tf.maximum(a, b));
 * larger([1, 5, 3], 4).numpy(); // [4, 5, 4]
 */
export function vectorize(
  fn: (...args: tf.Tensor[]) => tf.Tensor,
  options: VectorizeOptions = {},
): (...args: TensorInput[]) => tf.Tensor {
  const where = 'ops.vectorize';
  const { excluded, signature } = checkOptions(where, options, ['excluded', 'signature']);
  const left = new Set(excluded ?? []);
  const cores = signature == null ? null : coresOf(where, signature);
  return (...args) =>
    tf.tidy(() => {
      const given = args.map((arg, i) => (left.has(i) ? arg : asTensor(arg)));
      const places = given.flatMap((_, i) => (left.has(i) ? [] : [i]));
      if (cores !== null && cores.length !== places.length)
        throw new ValueError(
          `${where}: expected ${cores.length} arguments, as the signature says; received ${places.length}.`,
        );
      const looped = places.map((place, i) => {
        const { shape, rank } = given[place] as tf.Tensor;
        const core = cores?.[i] ?? 0;
        if (rank < core)
          throw new ShapeError(`${where}: expected at least ${core} axes; received ${showShape(shape)}.`);
        return shape.slice(0, rank - core);
      });
      const shape = looped.reduce(
        (all, one) => tf.broadcast_util.assertAndGetBroadcastShape(all, one),
        [] as number[],
      );
      const count = shape.reduce((product, size) => product * size, 1);
      const rows = places.map((place, i) => {
        const tensor = given[place] as tf.Tensor;
        const core = tensor.shape.slice(looped[i]!.length);
        return tf.unstack(tf.reshape(tf.broadcastTo(tensor, [...shape, ...core]), [count, ...core]));
      });
      const found = Array.from({ length: count }, (_, row) => {
        const call = [...given] as tf.Tensor[];
        for (const [i, place] of places.entries()) call[place] = rows[i]![row] as tf.Tensor;
        return asTensor(fn(...call));
      });
      if (found.length === 0) throw new ShapeError(`${where}: expected at least one value; received none.`);
      return tf.reshape(tf.stack(found), [...shape, ...found[0]!.shape]);
    });
}

/** How many axes each argument has of its own: `(n),(n,m)->(m)` gives 1 and 2. */
function coresOf(where: string, signature: string): number[] {
  const [inputs, outputs] = signature.replaceAll(' ', '').split('->');
  const parts = inputs?.match(/\((?:\w+(?:,\w+)*)?\)/g);
  if (outputs === undefined || parts === null || parts === undefined || parts.join(',') !== inputs)
    throw new ValueError(`${where}: signature must be such as '(n),(n)->()'; received ${show(signature)}.`);
  return parts.map((part) => (part === '()' ? 0 : part.split(',').length));
}
