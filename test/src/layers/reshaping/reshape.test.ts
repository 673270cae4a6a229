import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Reshape } from '../../../../src/layers/reshaping/reshape.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('Reshape', () => {
  before(ensureReady);

  it('keeps the values and changes the shape', () => {
    const y = layerFacts(new Reshape({ targetShape: [3, -1] }), counting([2, 12]));
    assert.deepEqual(y.shape, [2, 3, 4]);
    assert.deepEqual(rounded(y), rounded(counting([24])));
  });

  it('leaves -1 open where the input is not known, and keeps the type', () => {
    const layer = new Reshape({ targetShape: [-1, 2] });
    assert.deepEqual(layer.computeOutputShape([null, null, 4]), [null, null, 2]);
    assert.equal(layer(tf.zeros([2, 4], 'int32')).dtype, 'int32');
  });

  it('refuses what does not fit', () => {
    assert.throws(
      () => new Reshape({ targetShape: [5] })(tf.zeros([2, 4])),
      /has 4 values, which do not fill targetShape \[5\]/,
    );
    assert.throws(() => new Reshape({ targetShape: [-1, -1] }), /at most one -1/);
  });
});
