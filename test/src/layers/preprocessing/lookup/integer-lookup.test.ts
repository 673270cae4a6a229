import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { IntegerLookup } from '../../../../../src/layers/preprocessing/lookup/integer-lookup.js';
import { layerFacts } from '../../layer-facts.js';

before(ensureReady);

test('integers become numbers of a vocabulary, and the other way round', () => {
  const vocabulary = [12, 36, 1138, 42];
  const x = tf.tensor(
    [
      [12, 1138, 42],
      [42, 1000, 36],
    ],
    [2, 3],
    'int32',
  );
  const y = layerFacts(new IntegerLookup({ vocabulary }), x);
  assert.deepEqual(y.arraySync(), [
    [1, 3, 4],
    [4, 0, 2],
  ]);
  assert.deepEqual(new IntegerLookup({ vocabulary, invert: true })(y).arraySync(), [
    [12, 1138, 42],
    [42, -1, 36],
  ]);
  const learnt = new IntegerLookup({ maxTokens: 3 });
  learnt.adapt([
    [5, 5, 7],
    [7, 7, 9],
  ]);
  assert.deepEqual(learnt.getVocabulary(), [-1, 7, 5]);
});

test('other types are refused', () => {
  assert.throws(
    () => new IntegerLookup({ vocabularyDtype: 'int32' as 'int64' }),
    /vocabularyDtype must be one of/,
  );
  assert.throws(() => new IntegerLookup({ vocabulary: [1] })(['a']), /expected integers; received text/);
});
