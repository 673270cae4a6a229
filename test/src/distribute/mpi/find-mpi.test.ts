import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findMpi, requireMpi } from '../../../../src/distribute/mpi/find-mpi.js';

describe('findMpi', () => {
  it('takes MPI_LIB at its word', () => {
    const { library, refused } = findMpi({ MPI_LIB: '/nowhere/libmpi.so' });
    assert.equal(library, null);
    assert.match(refused[0]!, /nowhere/);
  });

  it('looks for the family of the launcher only', () => {
    const { library } = findMpi({ PMI_RANK: '0', PMI_SIZE: '2' });
    assert.notEqual(library?.abi.name, 'Open MPI');
  });
});

describe('requireMpi', () => {
  it('says how to install one', () => {
    assert.throws(
      () => requireMpi('MirroredStrategy', { MPI_LIB: '/nowhere/libmpi.so' }),
      /^ValueError: MirroredStrategy: expected an MPI library.*MPI_LIB does not load: \/nowhere.*\nFix: install MPI: apt-get install openmpi-bin/s,
    );
  });
});
