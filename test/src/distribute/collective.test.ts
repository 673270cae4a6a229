import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ReplicaError } from '../../../src/distribute/collective.js';

it('ReplicaError is told by its name, also from another copy of the library', () => {
  const error = new ReplicaError('Replica 1 failed.');
  assert.equal(error.name, 'ReplicaError');
  assert.ok(error instanceof Error);
});
