import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf } from '../../../src/index.js';

test('zeros and ones are those of tfjs, and name what there is no room for', () => {
  assert.deepEqual([...tf.zeros([2], 'int32').dataSync(), ...tf.ones([2]).dataSync()], [0, 0, 1, 1]);
  assert.equal(tf.ones([1]).dtype, 'float32');
  for (const make of [tf.zeros, tf.ones])
    assert.throws(() => make([2e6, 1e6], 'int32'), {
      name: 'OutOfMemoryError',
      message: /int32 \(2000000, 1000000\)/,
    });
});
