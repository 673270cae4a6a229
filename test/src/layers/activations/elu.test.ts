import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ELU } from '../../../../src/layers/activations/elu.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('ELU', () => {
  before(ensureReady);

  it('approaches -alpha', () => {
    assert.deepEqual(rounded(layerFacts(new ELU({ alpha: 2 }), tf.tensor([[-50, 2]]))), [-2, 2]);
  });

  it('refuses what is no number', () => {
    assert.throws(() => new ELU({ alpha: Number.NaN }), /ELU: alpha must be a finite number/);
  });
});
