import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { getMask, setMask } from '../../../src/backends/mask.js';

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
