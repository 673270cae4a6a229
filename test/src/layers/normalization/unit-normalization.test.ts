import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { UnitNormalization } from '../../../../src/layers/normalization/unit-normalization.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('UnitNormalization', () => {
  before(ensureReady);

  it('scales to length 1', () => {
    assert.deepEqual(rounded(layerFacts(new UnitNormalization(), tf.tensor([[3, 4]]))), [0.6, 0.8]);
    assert.deepEqual(
      rounded(new UnitNormalization({ axis: [1, 2] })(tf.ones([1, 2, 2]))),
      [0.5, 0.5, 0.5, 0.5],
    );
  });

  it('refuses what is no axis', () => {
    assert.throws(() => new UnitNormalization({ axis: 1.5 }), /axis must be an integer; received 1.5/);
    assert.throws(() => new UnitNormalization({ axis: 3 })(tf.ones([1, 2])), /axis must be in/);
  });
});
