import * as tf from '@tensorflow/tfjs-core';
import { checkChoice, checkOptions } from '../../../support/check.js';
import { type HostValues, hostTexts, type TokenArray } from '../host-values.js';
import { IndexLookup } from './index-lookup.js';
import { type IndexLookupOptions, LOOKUP_OPTIONS } from './lookup-options.js';

/** Options of {@link StringLookup}. */
export interface StringLookupOptions extends IndexLookupOptions<string> {
  /** Texts are UTF-8: no other encoding is known. */
  readonly encoding?: 'utf-8' | undefined;
}

/**
 * Turns texts into their numbers in a vocabulary, or codes of these; with `invert` the other way round. The vocabulary is
 * given, or learnt by `adapt`. An unknown text has the index 0, or 1 where a mask has 0.
 * See https://keras.io/api/layers/preprocessing_layers/categorical/string_lookup/.
 *
 * @example
 * const lookup = new layers.StringLookup();
 * lookup.adapt([['a', 'b'], ['b', 'c']]);
 * lookup.getVocabulary(); // ['[UNK]', 'b', 'c', 'a']
 * lookup([['b', 'x']]).numpy(); // [[1, 0]]
 */
export class StringLookup extends IndexLookup<string> {
  constructor(options: StringLookupOptions = {}) {
    checkOptions('StringLookup', options, [...LOOKUP_OPTIONS, 'encoding']);
    super(options, '[UNK]');
    checkChoice('StringLookup', 'encoding', options.encoding ?? 'utf-8', ['utf-8']);
  }

  protected override readonly integers = false;

  protected override read(data: tf.Tensor | TokenArray): HostValues<string> {
    return hostTexts(`StringLookup ${this.name}`, data);
  }

  protected override parse(line: string): string {
    return line;
  }

  protected override tokenTensor(tokens: readonly string[], shape: readonly number[]): tf.Tensor {
    return tf.tensor([...tokens], [...shape], 'string');
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), encoding: 'utf-8' };
  }
}
