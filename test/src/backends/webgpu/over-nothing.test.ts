import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onSwiftShader } from './swiftshader.js';

test('sums, products and extremes of no values give what TensorFlow gives, and products over no values are 0', async (t) => {
  const printed = await onSwiftShader(
    t,
    `
    const values = async (x) => [x.dtype, x.shape, ...(await x.data())];
    for (const dtype of ['float32', 'int32']) {
      const none = tf.zeros([0, 2], dtype);
      const most = dtype === 'float32' ? Infinity : 2 ** 31 - 1;
      assert.deepEqual(await values(tf.sum(none, 0)), [dtype, [2], 0, 0]);
      assert.deepEqual(await values(tf.prod(none, 0, true)), [dtype, [1, 2], 1, 1]);
      assert.deepEqual(await values(tf.min(none, 0)), [dtype, [2], most, most]);
      assert.deepEqual(await values(tf.max(none)), [dtype, [], dtype === 'float32' ? -Infinity : -(2 ** 31)]);
      assert.deepEqual(await values(tf.unsortedSegmentSum(none, tf.zeros([0], 'int32'), 1)), [dtype, [1, 2], 0, 0]);
    }
    const none = tf.zeros([0, 2]);
    assert.deepEqual(await values(tf.mean(none, 0)), ['float32', [2], NaN, NaN]);
    const bits = tf.zeros([2, 0], 'bool');
    assert.deepEqual(await values(tf.any(bits, 1)), ['bool', [2], 0, 0]);
    assert.deepEqual(await values(tf.all(bits, 1)), ['bool', [2], 1, 1]);
    assert.deepEqual(await values(tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 1]))), ['float32', [2, 1], 0, 0]);
    assert.deepEqual(await values(none), ['float32', [0, 2]]);
    console.log('nothing');
    `,
  );
  if (printed !== null) assert.match(printed, /nothing/);
});
