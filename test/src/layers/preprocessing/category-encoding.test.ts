import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { CategoryEncoding } from '../../../../src/layers/preprocessing/category-encoding.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('CategoryEncoding', () => {
  before(ensureReady);

  it('writes categories as ones, each by itself, or as counts', () => {
    const x = tf.tensor(
      [
        [0, 2],
        [1, 1],
      ],
      [2, 2],
      'int32',
    );
    assert.deepEqual(rounded(layerFacts(new CategoryEncoding({ numTokens: 3 }), x)), [1, 0, 1, 0, 1, 0]);
    const count = new CategoryEncoding({ numTokens: 3, outputMode: 'count' });
    assert.deepEqual(rounded(layerFacts(count, x)), [1, 0, 1, 0, 2, 0]);
    assert.deepEqual(
      rounded(
        count(x, {
          countWeights: [
            [1, 5],
            [2, 3],
          ],
        }),
      ),
      [1, 0, 5, 0, 5, 0],
    );
    const single = new CategoryEncoding({ numTokens: 3, outputMode: 'one_hot' });
    assert.deepEqual(layerFacts(single, x).shape, [2, 2, 3]);
  });

  it('refuses what it cannot use', () => {
    assert.throws(
      () => new CategoryEncoding({ numTokens: 0 }),
      /numTokens must be a positive integer; received 0/,
    );
    assert.throws(
      () => new CategoryEncoding({ numTokens: 2, sparse: true }),
      /sparse: true asks for sparse tensors; there are none here/,
    );
    assert.throws(
      () => new CategoryEncoding({ numTokens: 2, outputMode: 'int' as 'count' }),
      /outputMode must be one of/,
    );
    assert.throws(
      () => new CategoryEncoding({ numTokens: 2 })([[1]], { countWeights: [[1]] }),
      /countWeights are for outputMode 'count'/,
    );
  });
});
