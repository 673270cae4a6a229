import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onSwiftShader } from './swiftshader.js';

test('integers and booleans are transposed exactly, sums from behind know their length, and max pooling its places', async (t) => {
  const printed = await onSwiftShader(
    t,
    `
    // Small tensors too are transposed on the device.
    tf.env().set('WEBGPU_CPU_FORWARD', false);
    const integers = Int32Array.from({ length: 24 }, (_, i) => (i - 12) * 178956970 + i);
    const transposed = async (x) => [...(await tf.transpose(x, [0, 2, 1]).data())];
    const place = (i) => { const [a, r] = [Math.floor(i / 12), i % 12]; return a * 12 + (r % 3) * 4 + Math.floor(r / 3); };
    const expected = (values) => Array.from({ length: 24 }, (_, i) => values[place(i)]);
    assert.deepEqual(await transposed(tf.tensor(integers, [2, 3, 4], 'int32')), expected(integers));
    const matrix = tf.transpose(tf.tensor(integers, [4, 6], 'int32'));
    assert.deepEqual(matrix.shape, [6, 4]);
    assert.deepEqual([...(await matrix.data())].slice(0, 5), [0, 6, 12, 18, 1].map((i) => integers[i]));
    const bits = Uint8Array.from(integers, (n) => n & 1);
    assert.deepEqual(await transposed(tf.tensor(bits, [2, 3, 4], 'bool')), expected(bits));
    for (const length of [3, 5]) {
      const sums = tf.cumsum(tf.ones([2, length]), 1, false, true);
      const one = Array.from({ length }, (_, i) => length - i);
      assert.deepEqual([...(await sums.data())], [...one, ...one]);
    }
    // The first of equal maxima takes the gradient; the windows are not as high as they are wide.
    const slopes = async (pool, x) => [...(await tf.grad((x) => tf.sum(pool(x)))(x).data())];
    const ties = tf.tensor([3, 3, 1, 3], [1, 2, 2, 1]);
    assert.deepEqual(await slopes((x) => tf.maxPool(x, 2, 2, 'valid'), ties), [1, 0, 0, 0]);
    const deep = tf.tensor(Float32Array.from({ length: 12 }, (_, i) => (i === 7 ? 50 : i)), [1, 2, 2, 3, 1]);
    const once = Array.from({ length: 12 }, (_, i) => (i === 7 ? 1 : 0));
    assert.deepEqual(await slopes((x) => tf.maxPool3d(x, [2, 2, 3], 1, 'valid'), deep), once);
    const low = tf.fill([1, 2, 2, 1], -1e30);
    assert.deepEqual([...(await tf.maxPool(low, 2, 2, 'valid').data())], [Math.fround(-1e30)]);
    console.log('exact');
    `,
  );
  if (printed !== null) assert.match(printed, /exact/);
});
