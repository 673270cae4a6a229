import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { attachMasks, getMask, masksOf, setMask } from '../../../src/layers/mask.js';

before(ensureReady);

it('masks are found in the structure of their tensors', () => {
  tf.tidy(() => {
    const [a, b, mask] = [tf.zeros([2]), tf.zeros([2]), tf.ones([2], 'bool')];
    assert.equal(masksOf(a), null);
    assert.equal(masksOf([a, b]), null);
    setMask(a, mask);
    assert.equal(masksOf(a), mask);
    assert.deepEqual(masksOf({ a, b }), { a: mask, b: null });
    setMask(a, null);
    assert.equal(masksOf(a), null);
  });
});

it('masks are attached where there is none yet', () => {
  tf.tidy(() => {
    const [a, b, first, second] = [tf.zeros([2]), tf.zeros([2]), tf.ones([2]), tf.zeros([2])];
    setMask(a, first);
    attachMasks([a, b], [second, second]);
    assert.equal(getMask(a), first);
    assert.equal(getMask(b), second);
    attachMasks(a, null);
    assert.equal(getMask(a), first);
  });
});
