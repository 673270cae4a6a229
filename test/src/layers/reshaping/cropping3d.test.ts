import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Cropping3D } from '../../../../src/layers/reshaping/cropping3d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('Cropping3D', () => {
  before(ensureReady);

  it('cuts off the edges', () => {
    const y = layerFacts(new Cropping3D({ cropping: [[1, 0], 0, [0, 1]] }), counting([1, 2, 1, 2, 1]));
    assert.deepEqual(rounded(y), [2]);
  });

  it('cuts one off each side by default', () => {
    assert.deepEqual(new Cropping3D().computeOutputShape([null, 5, 6, 7, 3]), [null, 3, 4, 5, 3]);
  });

  it('refuses other ranks', () => {
    assert.throws(() => new Cropping3D()(tf.zeros([2, 3, 4])), /expected an input with 5 axes/);
  });
});
