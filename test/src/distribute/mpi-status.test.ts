import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mpiStatus } from '../../../src/distribute/mpi-status.js';

it('mpiStatus names the library, or how to get one', () => {
  const { found, what, fix } = mpiStatus();
  if (found) assert.match(what, /MPI.*\(handles as in/);
  else assert.match(fix!, /apt-get install/);
  process.env['MPI_LIB'] = '/nowhere/libmpi.so';
  try {
    assert.match(mpiStatus().what, /MPI_LIB does not load: \/nowhere\/libmpi.so/);
    assert.equal(mpiStatus().found, false);
  } finally {
    delete process.env['MPI_LIB'];
  }
});
