import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ZeroPadding3D } from '../../../../src/layers/reshaping/zero-padding3d.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('ZeroPadding3D', () => {
  before(ensureReady);

  it('puts zeros around', () => {
    const y = layerFacts(new ZeroPadding3D({ padding: [[1, 0], 0, [0, 1]] }), tf.ones([1, 1, 1, 1, 1]));
    assert.deepEqual(rounded(y), [0, 0, 1, 0]);
  });

  it('puts one on each side by default', () => {
    assert.deepEqual(new ZeroPadding3D().computeOutputShape([null, 5, 6, 7, 3]), [null, 7, 8, 9, 3]);
  });

  it('refuses other ranks', () => {
    assert.throws(() => new ZeroPadding3D()(tf.zeros([2, 3, 4])), /expected an input with 5 axes/);
  });
});
