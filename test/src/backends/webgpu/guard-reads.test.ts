import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { guardReads } from '../../../../src/backends/webgpu/guard-reads.js';
import type { Device } from '../../../../src/backends/webgpu/open-gpu.js';
import { onSwiftShader } from './swiftshader.js';

test('an error of the device is thrown by the next read, once, and values in memory are read at once', async () => {
  let report: (event: { error: { message: string } }) => void = () => {};
  const device: Device = {
    addEventListener: (_type, listener) => {
      report = listener;
    },
    limits: {},
    lost: new Promise(() => {}),
  };
  const backend = {
    read: async () => new Float32Array([1]),
    readSync: () => new Float32Array([2]),
    incRef: () => {},
    disposeData: () => false,
    tensorMap: new Map<object, object>(),
  };
  guardReads(backend as unknown as tf.KernelBackend, device);
  const [here, there] = [{}, {}];
  backend.tensorMap.set(here, { dtype: 'float32', values: new Float32Array([2]) });
  backend.tensorMap.set(there, { dtype: 'float32' });
  const { read, readSync } = backend as unknown as Record<'read' | 'readSync', (id: object) => unknown>;
  assert.deepEqual(readSync.call(backend, here), new Float32Array([2]));
  assert.throws(() => readSync.call(backend, there), /on the device.\nFix: await t.data\(\)/);
  report({ error: { message: 'the shader is invalid\nmore' } });
  report({ error: { message: 'what follows from it' } });
  await assert.rejects(
    async () => read.call(backend, here),
    /a computation failed.*the shader is invalid\nFix/s,
  );
  assert.deepEqual(await read.call(backend, here), new Float32Array([1]));
});

test('an invalid command on a real device is an error', async (t) => {
  const printed = await onSwiftShader(
    t,
    `
    const { device } = tf.backend();
    device.createShaderModule({ code: 'this is no shader' });
    await assert.rejects(tf.add(tf.scalar(1), tf.scalar(2)).data(), /webgpu: a computation failed/);
    // What is disposed of while it is read is read to its end, and leaves nothing.
    const [tensors, { numDataBuffers }] = [tf.memory().numTensors, tf.memory()];
    const sum = tf.add(tf.scalar(1), tf.scalar(2));
    const reading = sum.data();
    sum.dispose();
    assert.deepEqual([...(await reading)], [3]);
    assert.equal(tf.memory().numDataBuffers - numDataBuffers, tf.memory().numTensors - tensors);
    console.log('refused');
    `,
  );
  if (printed !== null) assert.match(printed, /refused/);
});
