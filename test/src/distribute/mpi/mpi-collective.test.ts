import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openMpi } from '../../../../src/distribute/mpi/mpi-collective.js';

// What it does in a job: test/distribute.
it('openMpi gives nobody to talk to in a process that was started alone', () => {
  assert.equal(openMpi('here'), null);
});
