import type * as tf from '@tensorflow/tfjs-core';
import { Dataset } from './dataset.js';
import { generator } from './sources/generator.js';
import { sourceList } from './sources/list-files.js';
import { textLines } from './sources/text-lines.js';
import { TEXT } from './tensor-spec.js';

/**
 * The lines of text files as string scalars, one file after the other.
 * See https://www.tensorflow.org/api_docs/python/tf/data/TextLineDataset.
 *
 * @throws ValueError when a file is not there
 * @example
 * new data.TextLineDataset('poem.txt').filter((line) => line.numpy() !== '').batch(8);
 */
export class TextLineDataset extends Dataset<tf.Scalar> {
  /** `sources`: paths or addresses (file:, http:, https:). */
  constructor(sources: string | readonly string[]) {
    const list = sourceList('TextLineDataset', sources);
    super({
      stage: { ...generator(() => textLines(list), TEXT), name: 'textLines', details: list.join(', ') },
      rows: null,
    });
  }
}
