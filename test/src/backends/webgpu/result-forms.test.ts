import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onSwiftShader } from './swiftshader.js';

test('the place of the largest value is a scalar, products keep axes, and a floored quotient of floats is a float', async (t) => {
  const printed = await onSwiftShader(
    t,
    `
    const product = tf.prod(tf.tensor([[1, 7], [2, 3]]), [0, 1], true);
    assert.deepEqual([product.shape, ...(await product.data())], [[1, 1], 42]);
    // Small tensors too are computed on the device.
    tf.env().set('WEBGPU_CPU_FORWARD', false);
    const x = tf.tensor([1, 7, 2]);
    for (const [place, expected] of [[tf.argMax(x), 1], [tf.argMin(x), 0]])
      assert.deepEqual([place.shape, ...(await place.data())], [[], expected]);
    const quotient = tf.floorDiv(x, tf.scalar(2));
    assert.deepEqual([quotient.dtype, ...(await quotient.data())], ['float32', 0, 3, 1]);
    console.log('forms');
    `,
  );
  if (printed !== null) assert.match(printed, /forms/);
});
