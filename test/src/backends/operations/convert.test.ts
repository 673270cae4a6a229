import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { toTensor } from '../../../../src/backends/operations/convert.js';

before(ensureReady);

test('numbers, booleans, arrays and tensors become tensors of the dtype', () => {
  tf.tidy(() => {
    assert.equal(toTensor(3).dtype, 'float32');
    assert.deepEqual(toTensor([[true, false]]).arraySync(), [[1, 0]]);
    assert.deepEqual(toTensor(new Int32Array([1, 2]), 'int32').dtype, 'int32');
    assert.deepEqual(toTensor([0, 2], 'bool').arraySync(), [0, 1]);
    const x = tf.ones([2]);
    assert.equal(toTensor(x), x);
    assert.equal(toTensor(x, 'int32').dtype, 'int32');
  });
});
