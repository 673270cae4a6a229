import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Flatten, Input } from '../../../../src/layers/index.js';

describe('Flatten', () => {
  before(ensureReady);

  it('makes one axis of all but the first', () => {
    assert.deepEqual(new Flatten()(tf.ones([2, 3, 4])).shape, [2, 12]);
    assert.deepEqual(new Flatten()(tf.ones([5])).shape, [5, 1]);
    assert.deepEqual(new Flatten()(tf.ones([0, 3])).shape, [0, 3]);
  });

  it('knows its shape and keeps the dtype', () => {
    const y = new Flatten()(Input({ shape: [2, 3], dtype: 'int32' }));
    assert.deepEqual([y.shape, y.dtype], [[null, 6], 'int32']);
    assert.deepEqual(new Flatten().computeOutputShape([null, null, 3]), [null, null]);
  });

  it('moves the channels behind for channelsFirst', () => {
    const x = tf.tensor([
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    assert.deepEqual(new Flatten({ dataFormat: 'channels_first' })(x).arraySync(), [[1, 3, 2, 4]]);
    assert.equal(new Flatten({ dataFormat: 'channelsFirst' }).getConfig()['data_format'], 'channels_first');
  });
});
