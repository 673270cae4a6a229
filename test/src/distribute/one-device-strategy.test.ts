import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { OneDeviceStrategy } from '../../../src/distribute/one-device-strategy.js';

describe('OneDeviceStrategy', () => {
  before(ensureReady);

  it('has one replica, whose values are the sums', () => {
    const strategy = new OneDeviceStrategy();
    assert.deepEqual([strategy.numReplicasInSync, strategy.replicaId], [1, 0]);
    assert.equal(strategy.reduce('SUM', tf.scalar(3)).dataSync()[0], 3);
    assert.equal(
      strategy.run((a: number, b: number) => a + b, [1, 2]),
      3,
    );
  });

  it('refuses a device that the backend does not compute on', () => {
    assert.throws(() => new OneDeviceStrategy('TPU:0'), /OneDeviceStrategy: expected a device/);
  });
});
