import * as tf from '@tensorflow/tfjs-core';
import { checkChoice, checkFinite, checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';

/** Options of {@link padSequences}. */
export interface PadSequencesOptions {
  /** The length of all rows; that of the longest sequence by default. */
  readonly maxlen?: number | null | undefined;
  /** `'int32'` by default. */
  readonly dtype?: 'int32' | 'float32' | undefined;
  /** Where a short sequence is filled up: `'pre'` (the default) or `'post'`. */
  readonly padding?: 'pre' | 'post' | undefined;
  /** Where a long sequence is cut off: `'pre'` (the default) or `'post'`. */
  readonly truncating?: 'pre' | 'post' | undefined;
  /** What is filled in; 0 by default. */
  readonly value?: number | undefined;
}

const WHERE = 'padSequences';

/**
 * Sequences of numbers as the rows of one tensor, [n, maxlen].
 *
 * @throws ValueError for what is no list of sequences of numbers
 * @see https://keras.io/api/data_loading/timeseries/#padsequences-function
 * @example
 * utils.padSequences([[1], [2, 3], [4, 5, 6]], { maxlen: 2 }); // [[0, 1], [2, 3], [5, 6]]
 */
export function padSequences(
  sequences: readonly ArrayLike<number>[],
  options: PadSequencesOptions = {},
): tf.Tensor2D {
  const {
    maxlen,
    dtype = 'int32',
    padding = 'pre',
    truncating = 'pre',
    value = 0,
  } = checkOptions(WHERE, options, ['maxlen', 'dtype', 'padding', 'truncating', 'value']);
  if (!Array.isArray(sequences)) throw refuse(sequences);
  checkChoice(WHERE, 'dtype', dtype, ['int32', 'float32']);
  checkChoice(WHERE, 'padding', padding, ['pre', 'post']);
  checkChoice(WHERE, 'truncating', truncating, ['pre', 'post']);
  checkFinite(WHERE, 'value', value);
  let length = 0;
  for (const sequence of sequences) {
    if (typeof sequence !== 'object' || !(sequence?.length >= 0)) throw refuse(sequence);
    length = Math.max(length, sequence.length);
  }
  if (maxlen != null) length = checkPositiveInteger(WHERE, 'maxlen', maxlen);
  const size = sequences.length * length;
  const values = (dtype === 'int32' ? new Int32Array(size) : new Float32Array(size)).fill(value);
  for (const [row, sequence] of (sequences as readonly ArrayLike<number>[]).entries()) {
    const count = Math.min(sequence.length, length);
    const from = truncating === 'pre' ? sequence.length - count : 0;
    const to = row * length + (padding === 'pre' ? length - count : 0);
    for (let i = 0; i < count; i++) {
      const number = sequence[from + i];
      if (typeof number !== 'number') throw refuse(sequence);
      values[to + i] = number;
    }
  }
  return tf.tensor2d(values, [sequences.length, length], dtype);
}

function refuse(received: unknown): ValueError {
  return new ValueError(`${WHERE}: expected a list of sequences of numbers; received ${show(received)}.`);
}
