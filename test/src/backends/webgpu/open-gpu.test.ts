import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onSwiftShader } from './swiftshader.js';

test('there is one Dawn and one adapter in a process, and its device has the limits of the adapter', async (t) => {
  const printed = await onSwiftShader(
    t,
    `
    const { openGpu } = await import('./src/backends/webgpu/open-gpu.ts');
    const gpu = await openGpu();
    assert.equal(await openGpu(), gpu);
    const adapter = await gpu.requestAdapter();
    assert.equal(await gpu.requestAdapter(), adapter);
    assert.equal(tf.backend().device.limits.maxBufferSize, adapter.limits.maxBufferSize);
    console.log('one');
    `,
  );
  if (printed !== null) assert.match(printed, /one/);
});
