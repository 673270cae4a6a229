import assert from 'node:assert/strict';
import { it } from 'node:test';
import { AutoShardPolicy } from '../../../src/distribute/auto-shard-policy.js';

it('AutoShardPolicy: three policies, whose values are their names', () => {
  assert.deepEqual(Object.entries(AutoShardPolicy), [
    ['AUTO', 'AUTO'],
    ['DATA', 'DATA'],
    ['OFF', 'OFF'],
  ]);
});
