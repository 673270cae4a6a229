import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Cropping2D } from '../../../../src/layers/reshaping/cropping2d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('Cropping2D', () => {
  before(ensureReady);

  it('cuts off the edges', () => {
    const y = layerFacts(
      new Cropping2D({
        cropping: [
          [1, 0],
          [0, 2],
        ],
      }),
      counting([1, 2, 4, 1]),
    );
    assert.deepEqual(rounded(y), [4, 5]);
  });

  it('takes one number for all sides or for each axis', () => {
    assert.deepEqual(new Cropping2D({ cropping: 1 }).computeOutputShape([null, 5, null, 3]), [
      null,
      3,
      null,
      3,
    ]);
    assert.deepEqual(
      new Cropping2D({ cropping: [1, 2], dataFormat: 'channelsFirst' }).computeOutputShape([null, 3, 5, 6]),
      [null, 3, 3, 2],
    );
  });

  it('refuses other ranks', () => {
    assert.throws(() => new Cropping2D()(tf.zeros([2, 3, 4])), /expected an input with 4 axes/);
  });
});
