import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { LeakyReLU } from '../../../../src/layers/activations/leaky-relu.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('LeakyReLU', () => {
  before(ensureReady);

  it('has a slope below zero, 0.3 by default', () => {
    assert.deepEqual(rounded(layerFacts(new LeakyReLU(), tf.tensor([[-1, 2]]))), [-0.3, 2]);
    assert.deepEqual(rounded(new LeakyReLU({ negativeSlope: 0.5 })(tf.tensor([[-1, 2]]))), [-0.5, 2]);
    assert.equal(new LeakyReLU({ alpha: 0.1 }).negativeSlope, 0.1);
  });

  it('refuses a negative slope', () => {
    assert.throws(
      () => new LeakyReLU({ negativeSlope: -1 }),
      /LeakyReLU: negativeSlope must be a number of at least 0; received -1/,
    );
  });
});
