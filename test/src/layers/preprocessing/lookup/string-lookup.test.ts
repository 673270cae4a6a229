import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { StringLookup } from '../../../../../src/layers/preprocessing/lookup/string-lookup.js';
import { layerFacts } from '../../layer-facts.js';

before(ensureReady);

test('texts become numbers, and numbers texts', () => {
  const vocabulary = ['a', 'b', 'c', 'd'];
  const y = layerFacts(
    new StringLookup({ vocabulary }),
    tf.tensor([
      ['a', 'c', 'd'],
      ['d', 'z', 'b'],
    ]),
  );
  assert.deepEqual(y.arraySync(), [
    [1, 3, 4],
    [4, 0, 2],
  ]);
  assert.deepEqual(new StringLookup({ vocabulary, invert: true })(y).arraySync(), [
    ['a', 'c', 'd'],
    ['d', '[UNK]', 'b'],
  ]);
  assert.deepEqual(
    layerFacts(
      new StringLookup({ vocabulary, outputMode: 'count' }),
      tf.tensor([['a', 'a', 'q']]),
    ).arraySync(),
    [[1, 2, 0, 0, 0]],
  );
});

test('other encodings are refused', () => {
  assert.throws(
    () => new StringLookup({ encoding: 'latin-1' as 'utf-8' }),
    /encoding must be one of 'utf-8'/,
  );
  assert.throws(() => new StringLookup({ vocabulary: ['a'] })([1]), /expected text/);
});
