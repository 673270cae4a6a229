import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { launchOf } from '../../../../src/distribute/mpi/launch.js';

describe('launchOf', () => {
  it('reads what launchers say', () => {
    const openmpi = { OMPI_COMM_WORLD_RANK: '1', OMPI_COMM_WORLD_SIZE: '4', OMPI_COMM_WORLD_LOCAL_RANK: '0' };
    assert.deepEqual(launchOf(openmpi), {
      rank: 1,
      size: 4,
      localRank: 0,
      localSize: null,
      families: ['openmpi'],
    });
    assert.deepEqual(launchOf({ PMI_RANK: '0', PMI_SIZE: '2' })?.families, ['mpich', 'standard']);
    assert.equal(launchOf({ SLURM_PROCID: '3', SLURM_STEP_NUM_TASKS: '8' })?.size, 8);
  });

  it('is null for a process alone, also in the script of a job', () => {
    assert.equal(launchOf({}), null);
    assert.equal(launchOf({ SLURM_PROCID: '0', SLURM_NTASKS: '8' }), null);
  });
});
