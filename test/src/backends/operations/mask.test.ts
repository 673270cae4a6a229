import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import {
  getMask,
  hasLost,
  lastingMask,
  loseMask,
  setMask,
} from '../../../../src/backends/operations/mask.js';

before(ensureReady);

test('a mask can be attached and taken away', () => {
  tf.tidy(() => {
    const [x, mask] = [tf.ones([2, 3]), tf.ones([2, 3], 'bool')];
    assert.equal(getMask(x), null);
    setMask(x, mask);
    assert.equal(getMask(x), mask);
    setMask(x, null);
    assert.equal(getMask(x), null);
  });
});

test('a mask that was lost is still known where one asks for it', () => {
  tf.tidy(() => {
    const [x, mask] = [tf.ones([2, 3]), tf.ones([2, 3], 'bool')];
    loseMask(x);
    assert.deepEqual([hasLost(x), lastingMask(x)], [false, null]);
    setMask(x, mask);
    assert.deepEqual([hasLost(x), lastingMask(x)], [false, mask]);
    loseMask(x);
    assert.deepEqual([getMask(x), hasLost(x), lastingMask(x)], [null, true, mask]);
  });
});
