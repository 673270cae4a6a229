import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { getStrategy, hasStrategy } from '../../../src/distribute/get-strategy.js';
import { OneDeviceStrategy } from '../../../src/distribute/one-device-strategy.js';

describe('getStrategy', () => {
  before(ensureReady);

  it('is the one of the open scope, else one of one replica', () => {
    const strategy = new OneDeviceStrategy();
    assert.equal(getStrategy().numReplicasInSync, 1);
    assert.equal(getStrategy(), getStrategy());
    assert.deepEqual(
      strategy.scope(() => [getStrategy() === strategy, hasStrategy()]),
      [true, true],
    );
    assert.equal(hasStrategy(), false);
  });
});
