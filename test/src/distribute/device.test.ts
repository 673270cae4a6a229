import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { current, ensureReady } from '../../../src/backends/choose.js';
import { checkDevice } from '../../../src/distribute/device.js';

describe('checkDevice', () => {
  before(ensureReady);

  it("takes TensorFlow's names of the device that the backend computes on", () => {
    const own = ['cuda', 'webgpu'].includes(current()) ? 'GPU' : 'CPU';
    for (const name of [`${own}:0`, `/${own.toLowerCase()}:1`, `/device:${own}:0`, own])
      checkDevice('here', name);
  });

  it('refuses another device, and what is none', () => {
    const other = ['cuda', 'webgpu'].includes(current()) ? 'CPU:0' : 'GPU:0';
    assert.throws(() => checkDevice('here', other), /here: .PU:0 is not the device of the backend in use/);
    assert.throws(
      () => checkDevice('here', 'TPU'),
      /expected a device as 'CPU:0' or 'GPU:0'; received "TPU"/,
    );
  });
});
