import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configProto } from '../../../../src/backends/native/config.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('is tensorflow.ConfigProto, byte by byte as Python writes it', () => {
  // ConfigProto(gpu_options=GPUOptions(allow_growth=True))
  assert.equal(hex(configProto({})), '32022001');
  // ConfigProto(intra_op_parallelism_threads=300, gpu_options=...)
  assert.equal(hex(configProto({ threads: 300 })), '10ac0232022001');
  // GPUOptions.experimental.virtual_devices=[VirtualDevices(memory_limit_mb=[1024])]
  assert.equal(hex(configProto({ memoryLimit: 2 ** 30 })), '320a4a080a060a0400008044');
  assert.equal(hex(configProto({ memoryGrowth: false })), '3200');
});
