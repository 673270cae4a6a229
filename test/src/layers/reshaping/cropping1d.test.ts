import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Cropping1D } from '../../../../src/layers/reshaping/cropping1d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('Cropping1D', () => {
  before(ensureReady);

  it('cuts off the ends', () => {
    assert.deepEqual(rounded(layerFacts(new Cropping1D({ cropping: [1, 2] }), counting([1, 5, 1]))), [1, 2]);
    assert.deepEqual(rounded(layerFacts(new Cropping1D(), counting([1, 5, 1]))), [1, 2, 3]);
  });

  it('refuses to leave nothing, and negative numbers', () => {
    assert.throws(
      () => new Cropping1D({ cropping: 2 })(tf.zeros([1, 4, 1])),
      /leaves nothing of an input of shape/,
    );
    assert.throws(() => new Cropping1D({ cropping: -1 }), /cropping must be an integer of at least 0/);
  });
});
