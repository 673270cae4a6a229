import * as tf from '@tensorflow/tfjs-core';
import { checkChoice, checkOptions } from '../../../support/check.js';
import { ValueError } from '../../../support/errors.js';
import { type HostValues, hostIntegers, type TokenArray } from '../host-values.js';
import { IndexLookup } from './index-lookup.js';
import { type IndexLookupOptions, LOOKUP_OPTIONS } from './lookup-options.js';

/** Options of {@link IntegerLookup}. */
export interface IntegerLookupOptions extends IndexLookupOptions<number> {
  /** Keras's name for integers; no other one is known. */
  readonly vocabularyDtype?: 'int64' | undefined;
}

/**
 * Turns integers, such as identifiers, into their numbers in a vocabulary, or codes of these; with `invert` the other way
 * round. The vocabulary is given, or learnt by `adapt`. Integers have 32 bits here.
 * See https://keras.io/api/layers/preprocessing_layers/categorical/integer_lookup/.
 *
 * @example
 * const lookup = new layers.IntegerLookup({ vocabulary: [12, 36, 1138] });
 * lookup([[36, 7]]).numpy(); // [[2, 0]]
 */
export class IntegerLookup extends IndexLookup<number> {
  constructor(options: IntegerLookupOptions = {}) {
    checkOptions('IntegerLookup', options, [...LOOKUP_OPTIONS, 'vocabularyDtype']);
    super(options, -1);
    checkChoice('IntegerLookup', 'vocabularyDtype', options.vocabularyDtype ?? 'int64', ['int64']);
  }

  protected override readonly integers = true;

  protected override read(data: tf.Tensor | TokenArray): HostValues<number> {
    return hostIntegers(`IntegerLookup ${this.name}`, data);
  }

  protected override parse(line: string): number {
    const value = Number(line);
    if (line.trim() !== '' && Number.isInteger(value)) return value;
    throw new ValueError(`IntegerLookup ${this.name}: expected an integer in each line; received '${line}'.`);
  }

  protected override tokenTensor(tokens: readonly number[], shape: readonly number[]): tf.Tensor {
    return tf.tensor(Int32Array.from(tokens), [...shape], 'int32');
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), vocabulary_dtype: 'int64' };
  }
}
