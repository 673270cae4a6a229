import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { RMSNormalization } from '../../../../src/layers/normalization/rms-normalization.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('RMSNormalization', () => {
  before(ensureReady);

  it('divides by the root mean square', () => {
    assert.deepEqual(
      rounded(layerFacts(new RMSNormalization({ epsilon: 0 }), tf.tensor([[3, -3]]))),
      [1, -1],
    );
  });

  it('scales along its own axis', () => {
    const layer = new RMSNormalization({ axis: 1 });
    layerFacts(layer, counting([2, 3, 4]));
    assert.deepEqual(layer.scale?.shape, [3]);
  });

  it('refuses a negative epsilon', () => {
    assert.throws(
      () => new RMSNormalization({ epsilon: -1 }),
      /epsilon must be a number of at least 0; received -1/,
    );
  });
});
