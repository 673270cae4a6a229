import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { UpSampling3D } from '../../../../src/layers/reshaping/up-sampling3d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('UpSampling3D', () => {
  before(ensureReady);

  it('repeats values along each axis', () => {
    const y = layerFacts(new UpSampling3D({ size: [2, 1, 2] }), counting([1, 1, 1, 2, 1]));
    assert.deepEqual(rounded(y), [0, 0, 1, 1, 0, 0, 1, 1]);
  });

  it('knows channels first', () => {
    assert.deepEqual(
      layerFacts(new UpSampling3D({ dataFormat: 'channelsFirst' }), counting([1, 3, 1, 2, 3])).shape,
      [1, 3, 2, 4, 6],
    );
  });

  it('refuses other ranks', () => {
    assert.throws(() => new UpSampling3D()(tf.zeros([2, 3, 4])), /expected an input with 5 axes/);
  });
});
