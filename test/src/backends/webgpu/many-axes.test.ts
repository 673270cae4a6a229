import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LAYERS } from '../../../layer-gradients.js';
import { share } from '../../../share.js';
import { onSwiftShader } from './swiftshader.js';

/** Layers whose tensors have five axes, or six. */
const MANY = ['Conv2D, dilated', 'Conv3D', 'Conv2DTranspose', 'Conv3DTranspose'];

test('many axes: padding, reversing, broadcasting, turning, repeating, sums; gradients of layers agree with central differences', async (t) => {
  const path = new URL('../../../layer-gradients.ts', import.meta.url).href;
  const names = [...new Set([...MANY, ...share(LAYERS, 2)])];
  const printed = await onSwiftShader(
    t,
    `
    const shape = [1, 2, 2, 1, 3];
    const x = tf.tensor(Float32Array.from({ length: 12 }, (_, i) => i), shape);
    const y = tf.tensor([10, 20, 30]);
    const z = tf.tensor([0, 100], [2, 1, 1, 1]);
    const eight = tf.reshape(tf.range(0, 24), [1, 2, 1, 2, 1, 3, 1, 2]);
    const order = [7, 0, 5, 3, 1, 2, 6, 4];
    const seven = tf.reshape(tf.range(0, 24), [2, 1, 2, 1, 3, 1, 2]);
    const places = tf.tensor1d([1, 1], 'int32');
    // The next ones find them on the device.
    tf.add(eight, seven);
    const found = [
      tf.transpose(eight, order), tf.tile(x, [1, 2, 1, 3, 1]), tf.tile(x, [1, 1, 1, 1, 1]),
      tf.unsortedSegmentSum(seven, places, 3), tf.matMul(tf.ones([2, 1, 1, 2, 1]), tf.reshape(tf.range(0, 3), [3, 1, 1, 1])),
      tf.add(x, y), tf.sub(y, x), tf.mul(x, x), tf.greater(x, tf.scalar(5)), tf.add(x, z),
      tf.pad(x, [[0, 0], [1, 0], [0, 0], [0, 0], [0, 2]], 7), tf.reverse(x, [1, -1]),
      tf.where(tf.greater(x, tf.scalar(5)), x, tf.neg(x)),
    ];
    const { checkLayerGradients } = await import(${JSON.stringify(path)});
    const read = async () => Promise.all(found.map(async (one) => [one.shape, ...(await one.data())]));
    const onGpu = await read();
    for (const name of ${JSON.stringify(names)}) await checkLayerGradients(name);
    await library.backends.use('cpu');
    const x2 = tf.tensor(Float32Array.from({ length: 12 }, (_, i) => i), shape);
    found.splice(0, found.length,
      tf.transpose(tf.reshape(tf.range(0, 24), eight.shape), order), tf.tile(x2, [1, 2, 1, 3, 1]), x2,
      tf.unsortedSegmentSum(tf.reshape(tf.range(0, 24), seven.shape), tf.tensor1d([1, 1], 'int32'), 3),
      tf.matMul(tf.ones([2, 1, 1, 2, 1]), tf.reshape(tf.range(0, 3), [3, 1, 1, 1])),
      tf.add(x2, y), tf.sub(y, x2), tf.mul(x2, x2), tf.greater(x2, tf.scalar(5)), tf.add(x2, z),
      tf.pad(x2, [[0, 0], [1, 0], [0, 0], [0, 0], [0, 2]], 7), tf.reverse(x2, [1, -1]),
      tf.where(tf.greater(x2, tf.scalar(5)), x2, tf.neg(x2)),
    );
    assert.deepEqual(onGpu, await read());
    console.log('equal');
    `,
  );
  if (printed !== null) assert.match(printed, /equal/);
});
