import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CellSources } from '../../../../kernel/engine/cell-sources.js';
import { ReplicaFailure } from '../../../../kernel/engine/errors/replica-failure.js';
import { describeError } from '../../../../kernel/engine/traceback.js';

it('a ReplicaFailure is shown as the replica has described it', () => {
  const described = {
    ename: 'RangeError',
    evalue: 'Replica 1 of 2: boom',
    traceback: ['Replica 1 of 2: RangeError: boom', 'line'],
  };
  assert.deepEqual(describeError(new ReplicaFailure(described), { sources: new CellSources() }), described);
});
