import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onSwiftShader } from './swiftshader.js';

test('integers that are cast to floats are floats for every shader', async (t) => {
  const printed = await onSwiftShader(
    t,
    `
    // Small tensors too are computed on the device.
    tf.env().set('WEBGPU_CPU_FORWARD', false);
    const sum = tf.add(tf.tensor([0, 1, 2, 3, 4, 5, 6, 7], [2, 2, 2], 'int32'), tf.scalar(1, 'int32'));
    const floats = tf.cast(sum, 'float32');
    const found = [...(await tf.transpose(floats, [0, 2, 1]).data())];
    assert.deepEqual([floats.dtype, ...found], ['float32', 1, 3, 2, 4, 5, 7, 6, 8]);
    console.log('converted');
    `,
  );
  if (printed !== null) assert.match(printed, /converted/);
});
