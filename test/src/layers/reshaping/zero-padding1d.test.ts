import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ZeroPadding1D } from '../../../../src/layers/reshaping/zero-padding1d.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('ZeroPadding1D', () => {
  before(ensureReady);

  it('puts zeros at the ends', () => {
    assert.deepEqual(
      rounded(layerFacts(new ZeroPadding1D({ padding: [1, 2] }), tf.ones([1, 2, 1]))),
      [0, 1, 1, 0, 0],
    );
  });

  it('knows channels first', () => {
    assert.deepEqual(
      layerFacts(new ZeroPadding1D({ dataFormat: 'channelsFirst' }), tf.ones([1, 2, 3])).shape,
      [1, 2, 5],
    );
  });

  it('refuses what it cannot use', () => {
    assert.throws(
      () => new ZeroPadding1D({ padding: [1, 2, 3] as unknown as [number, number] }),
      /padding must be an integer of at least 0, or a list of 2/,
    );
  });
});
