import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { MirroredStrategy } from '../../../src/distribute/mirrored-strategy.js';

// Several replicas: test/distribute.
describe('MirroredStrategy', () => {
  before(ensureReady);

  it('has one replica in a process that was started alone, without MPI', () => {
    const { MPI_LIB } = process.env;
    process.env['MPI_LIB'] = '/nowhere/libmpi.so';
    try {
      assert.equal(new MirroredStrategy().numReplicasInSync, 1);
    } finally {
      if (MPI_LIB === undefined) delete process.env['MPI_LIB'];
      else process.env['MPI_LIB'] = MPI_LIB;
    }
  });

  it('needs a process for each device, and says how to start them', () => {
    assert.throws(
      () => new MirroredStrategy(['CPU:0', 'CPU:1']),
      /each of 2 devices.*\n?Fix: mpirun -n 2 node train.js/s,
    );
  });

  it('refuses options that it does not have', () => {
    assert.throws(
      () => new MirroredStrategy({ crossDeviceOps: 1 } as never),
      /unknown option crossDeviceOps/,
    );
  });
});
