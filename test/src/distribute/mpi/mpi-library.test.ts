import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findMpi } from '../../../../src/distribute/mpi/find-mpi.js';
import { MpiLibrary } from '../../../../src/distribute/mpi/mpi-library.js';

// What it does in a job: test/distribute.
describe('MpiLibrary', () => {
  it('is no library that is not one', () => {
    assert.throws(() => new MpiLibrary('/nowhere/libmpi.so'), /cannot open|load/);
    if (process.platform === 'linux') assert.throws(() => new MpiLibrary('libc.so.6'), /MPI_/);
  });

  it('knows its version before MPI is started', (t) => {
    const { library } = findMpi();
    if (library === null) t.skip('no MPI library');
    else assert.match(library.version, /MPI/);
  });
});
