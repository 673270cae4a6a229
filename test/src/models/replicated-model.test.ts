import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { OneDeviceStrategy } from '../../../src/distribute/index.js';
import { smallModel } from './small-model.js';

before(ensureReady);

it('a model trains by the strategy in whose scope it was made', () => {
  const strategy = new OneDeviceStrategy();
  assert.equal(strategy.scope(smallModel).distributeStrategy, strategy);
  const { distributeStrategy, replication, replicaId } = smallModel();
  assert.notEqual(distributeStrategy, strategy);
  assert.deepEqual([replication, replicaId], [null, 0]);
});
