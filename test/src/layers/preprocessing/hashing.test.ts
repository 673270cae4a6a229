import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Hashing } from '../../../../src/layers/preprocessing/hashing.js';
import { layerFacts } from '../layer-facts.js';

before(ensureReady);

test('texts and integers have bins', () => {
  const texts = tf.tensor([['A'], ['B'], ['C'], ['D'], ['E']]);
  assert.deepEqual(layerFacts(new Hashing({ numBins: 3 }), texts).arraySync(), [[1], [0], [1], [1], [2]]);
  const masked = new Hashing({ numBins: 3, maskValue: 'D' });
  assert.deepEqual((masked(texts).arraySync() as number[][])[3], [0]);
  assert.equal(
    layerFacts(new Hashing({ numBins: 4, outputMode: 'multiHot' }), tf.tensor([[1, 2]], [1, 2], 'int32'))
      .dtype,
    'float32',
  );
  assert.deepEqual(new Hashing({ numBins: 3 })(['A', 'E']).arraySync(), [1, 2]);
});

test('what cannot be is refused', () => {
  assert.throws(() => new Hashing({ numBins: 0 }), /numBins must be a positive integer/);
  assert.throws(
    () => new Hashing({ numBins: 3, outputMode: 'tfIdf' as 'count' }),
    /outputMode must be one of/,
  );
});
