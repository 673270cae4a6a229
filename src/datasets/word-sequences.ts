import * as tf from '@tensorflow/tfjs-core';
import { checkInteger, checkNaturalNumber, checkPositiveInteger } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import type { NumpyRandom } from '../support/numpy-random.js';
import type { NpyArray } from './npz.js';

/** Texts as numbers of words, and a label for each. */
export interface WordSequences {
  readonly texts: number[][];
  readonly labels: number[];
}

/** Texts with labels, for training and for the test. */
export type TextData = [[texts: number[][], labels: tf.Tensor1D], [texts: number[][], labels: tf.Tensor1D]];

/** How words become numbers. Words are numbered by how often they occur: the most frequent one is `1 + indexFrom`. */
export interface WordOptions {
  /** Only the words below this number; all by default. */
  readonly numWords?: number | null | undefined;
  /** The most frequent words that are left out; 0 by default. */
  readonly skipTop?: number | undefined;
  /** Longer texts, and those of this length, are left out; none by default. */
  readonly maxlen?: number | null | undefined;
  /** Of the order; 113 by default, and the order is Keras's. */
  readonly seed?: number | undefined;
  /** The number that each text begins with; 1 by default, null: none. */
  readonly startChar?: number | null | undefined;
  /** What stands for words that are left out; 2 by default, null: nothing. */
  readonly oovChar?: number | null | undefined;
  /** Added to each word's number; 3 by default. */
  readonly indexFrom?: number | undefined;
}

export const WORD_OPTIONS = [
  'numWords',
  'skipTop',
  'maxlen',
  'seed',
  'startChar',
  'oovChar',
  'indexFrom',
] as const;

/** The options with Keras's defaults. */
export function wordOptions(where: string, options: WordOptions) {
  const { numWords, skipTop = 0, maxlen, seed = 113, startChar = 1, oovChar = 2, indexFrom = 3 } = options;
  if (numWords != null) checkPositiveInteger(where, 'numWords', numWords);
  checkNaturalNumber(where, 'skipTop', skipTop);
  if (maxlen != null) checkPositiveInteger(where, 'maxlen', maxlen);
  checkNaturalNumber(where, 'seed', seed);
  for (const [name, value] of Object.entries({ startChar, oovChar, indexFrom }))
    if (value !== null) checkInteger(where, name, value);
  return { numWords: numWords ?? null, skipTop, maxlen: maxlen ?? null, seed, startChar, oovChar, indexFrom };
}

export type FullWordOptions = ReturnType<typeof wordOptions>;

/** The texts and labels of a file. */
export function sequencesOf(
  where: string,
  texts: NpyArray | undefined,
  labels: NpyArray | undefined,
): WordSequences {
  const isTexts = Array.isArray(texts?.data) && texts.data.every((text) => Array.isArray(text));
  if (!isTexts || labels === undefined || labels.data.length !== texts.data.length)
    throw new ValueError(`${where}: expected lists of words and a label for each.`);
  return { texts: texts.data as number[][], labels: Array.from(labels.data as Int32Array) };
}

/** The texts in another order. */
export function shuffled({ texts, labels }: WordSequences, random: NumpyRandom): WordSequences {
  const order = Int32Array.from(texts, (_, i) => i);
  random.shuffle(order);
  return {
    texts: Array.from(order, (row) => texts[row] as number[]),
    labels: Array.from(order, (row) => labels[row] as number),
  };
}

/** Words moved by `indexFrom` behind the start, without the texts that are too long. */
export function prepared({ texts, labels }: WordSequences, options: FullWordOptions): WordSequences {
  const { startChar, indexFrom, maxlen } = options;
  const moved = texts.map((text) => {
    const words = text.map((word) => word + indexFrom);
    return startChar === null ? words : [startChar, ...words];
  });
  if (maxlen === null) return { texts: moved, labels };
  const kept = moved.flatMap((text, i) => (text.length < maxlen ? [i] : []));
  return {
    texts: kept.map((i) => moved[i] as number[]),
    labels: kept.map((i) => labels[i] as number),
  };
}

/** Only the words that are wanted. Keras counts from the largest number that is there, which it leaves out itself. */
export function limited(
  texts: readonly number[][],
  { numWords, skipTop, oovChar }: FullWordOptions,
): number[][] {
  const end = numWords ?? texts.reduce((most, text) => text.reduce((a, b) => Math.max(a, b), most), 0);
  const isWanted = (word: number) => skipTop <= word && word < end;
  return texts.map((text) =>
    oovChar === null ? text.filter(isWanted) : text.map((word) => (isWanted(word) ? word : oovChar)),
  );
}

export function labelTensor(labels: readonly number[]): tf.Tensor1D {
  return tf.tensor1d(Int32Array.from(labels), 'int32');
}
