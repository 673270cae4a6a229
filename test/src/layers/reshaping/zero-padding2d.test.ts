import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ZeroPadding2D } from '../../../../src/layers/reshaping/zero-padding2d.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('ZeroPadding2D', () => {
  before(ensureReady);

  it('puts zeros around', () => {
    const y = layerFacts(
      new ZeroPadding2D({
        padding: [
          [1, 0],
          [0, 1],
        ],
      }),
      tf.ones([1, 1, 2, 1]),
    );
    assert.deepEqual(rounded(y), [0, 0, 0, 1, 1, 0]);
  });

  it('takes one number for all sides or for each axis', () => {
    assert.deepEqual(new ZeroPadding2D().computeOutputShape([null, 5, null, 3]), [null, 7, null, 3]);
    assert.deepEqual(
      new ZeroPadding2D({ padding: [1, 2], dataFormat: 'channelsFirst' }).computeOutputShape([null, 3, 5, 6]),
      [null, 3, 7, 10],
    );
  });

  it('refuses other ranks', () => {
    assert.throws(() => new ZeroPadding2D()(tf.zeros([2, 3, 4])), /expected an input with 4 axes/);
  });
});
