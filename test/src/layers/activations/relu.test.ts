import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ReLU } from '../../../../src/layers/activations/relu.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('ReLU', () => {
  before(ensureReady);

  it('cuts off below and above', () => {
    assert.deepEqual(rounded(layerFacts(new ReLU({ maxValue: 6 }), tf.tensor([[-1, 3, 9]]))), [0, 3, 6]);
    assert.deepEqual(rounded(new ReLU({ negativeSlope: 0.5, threshold: 1 })(tf.tensor([[-1, 3]]))), [-1, 3]);
  });

  it('refuses negative settings', () => {
    assert.throws(
      () => new ReLU({ maxValue: -1 }),
      /ReLU: maxValue must be a number of at least 0; received -1/,
    );
    assert.throws(() => new ReLU({ negativeSlope: -1 }), /negativeSlope must be/);
    assert.throws(() => new ReLU({ threshold: -1 }), /threshold must be/);
  });
});
