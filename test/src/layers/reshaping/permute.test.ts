import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Permute } from '../../../../src/layers/reshaping/permute.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('Permute', () => {
  before(ensureReady);

  it('exchanges axes', () => {
    const y = layerFacts(new Permute({ dims: [2, 1] }), counting([1, 2, 3]));
    assert.deepEqual(rounded(y), [0, 3, 1, 4, 2, 5]);
  });

  it('refuses what is no permutation', () => {
    assert.throws(
      () => new Permute({ dims: [0, 1] }),
      /dims must be the axes from 1 on in a new order; received \[0, 1\]/,
    );
    assert.throws(() => new Permute({ dims: [2, 1] })(tf.zeros([2, 3])), /expected an input with 3 axes/);
  });
});
