import * as tf from '@tensorflow/tfjs-core';

/** The parts of a gradient that `gather` gave: a row for each use of an index, which the gradient sums by index. */
interface Occurrences {
  readonly rows: tf.Tensor;
  readonly indices: tf.Tensor1D;
}

/** By gradient: an ordinary tensor to everybody who does not ask. */
const known = new WeakMap<tf.Tensor, Occurrences>();

/**
 * The gradient of `tf.gather` along the first axis: the sum of rows by index. Keras on TensorFlow leaves it unsummed
 * (IndexedSlices), and its optimizers square each occurrence apart; {@link overOccurrences} does so from this.
 */
export function gatherGradient(dy: tf.Tensor, indices: tf.Tensor, shape: readonly number[]): () => tf.Tensor {
  const rows = tf.reshape(dy, [indices.size, ...shape.slice(1)]);
  const flat = tf.reshape(indices, [-1]) as tf.Tensor1D;
  return () => {
    const sum = tf.unsortedSegmentSum(rows, flat, shape[0] as number);
    known.set(sum, { rows, indices: flat });
    return sum;
  };
}

/** A sum of two gradients has the occurrences of both, if both have some. */
export function joinOccurrences(sum: tf.Tensor, a: tf.Tensor, b: tf.Tensor): void {
  const [first, second] = [known.get(a), known.get(b)];
  if (first === undefined || second === undefined) return;
  const rows = tf.concat([first.rows, second.rows]);
  known.set(sum, { rows, indices: tf.concat([first.indices, second.indices]) as tf.Tensor1D });
}

/** The tensors that live as long as these gradients do. */
export function occurrencesOf(gradients: readonly (tf.Tensor | null)[]): tf.Tensor[] {
  return gradients.flatMap((gradient) => {
    const found = gradient === null ? undefined : known.get(gradient);
    return found === undefined ? [] : [found.rows, found.indices];
  });
}

/** True for a gradient of which `f(gradient)` and {@link overOccurrences} may differ. */
export function hasOccurrences(gradient: tf.Tensor): boolean {
  return known.has(gradient);
}

/** `f` of a gradient; where it is a sum over occurrences of indices, the sum of `f` of each, as in Keras. */
export function overOccurrences(gradient: tf.Tensor, f: (values: tf.Tensor) => tf.Tensor): tf.Tensor {
  const found = known.get(gradient);
  if (found === undefined) return f(gradient);
  return tf.unsortedSegmentSum(f(found.rows), found.indices, gradient.shape[0] as number);
}

/** As {@link overOccurrences}; what comes has the changed occurrences, as Keras's IndexedSlices stay some. */
export function changeOccurrences(gradient: tf.Tensor, f: (values: tf.Tensor) => tf.Tensor): tf.Tensor {
  const found = known.get(gradient);
  if (found === undefined) return f(gradient);
  const rows = f(found.rows);
  const sum = tf.unsortedSegmentSum(rows, found.indices, gradient.shape[0] as number);
  known.set(sum, { rows, indices: found.indices });
  return sum;
}
