import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureReady, use } from '../../../src/backends/choose.js';
import { tf } from '../../../src/index.js';
import * as layers from '../../../src/layers/index.js';
import { nativeMissing, useNative } from '../../native.js';
import { onSwiftShader } from './webgpu/swiftshader.js';

/** Too much for any machine. */
const HUGE = [2e6, 1e6] as const;

const refused = (message: RegExp) => (error: Error) => {
  assert.equal(error.name, 'OutOfMemoryError');
  assert.match(error.message, message);
  assert.match(error.message, /GiB.*in use\.\nFix: a smaller batchSize, dispose of tensors/s);
  return true;
};

function check(tiled: RegExp): void {
  const start = tf.memory().numTensors;
  const named = /^host: no memory for a tensor float32 \(2000000, 1000000\) of 7450\.6 GiB/;
  assert.throws(() => tf.zeros([...HUGE]), refused(named));
  assert.throws(() => tf.ones([...HUGE]), refused(named));
  const ones = tf.ones([1000, 1000]);
  assert.throws(() => tf.tidy(() => tf.tile(ones, [1e4, 1e4])), refused(tiled));
  const dense = new layers.Dense({ units: 1e12 });
  assert.throws(
    () => dense.build([1, 1000]),
    refused(/no memory for a tensor float32 \(1000, 1000000000000\)/),
  );
  ones.dispose();
  assert.equal(tf.memory().numTensors, start);
}

test('cpu names what there is no room for, and the way out', async () => {
  await ensureReady();
  await use('cpu');
  check(/^host: no memory for what Tile makes of float32 \(1000, 1000\)/);
});

test('native does', { skip: nativeMissing }, async () => {
  await useNative();
  check(/^Tile on CPU:0: no memory for a tensor float32 \(10000000, 10000000\) of 372529\.0 GiB/);
});

test('WebGPU does', async (t) => {
  await onSwiftShader(
    t,
    `
    const ones = tf.ones([1000, 1000]);
    assert.throws(() => tf.tile(ones, [1000, 1000]), (error) => {
      assert.equal(error.name, 'OutOfMemoryError');
      assert.match(error.message, /^webgpu: no memory for a tensor float32 \\(1000000, 1000000\\) of 3725\\.3 GiB, a buffer/);
      return true;
    });
    assert.equal((await tf.sum(ones).data())[0], 1e6);
    `,
  );
});
