import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findLauncher, jobCommand } from '../../../kernel/replicas/mpirun.js';

describe('findLauncher', () => {
  it('says how to install one where there is none', async () => {
    await assert.rejects(
      findLauncher({ PATH: '/nowhere' }),
      /none on the PATH\.\nFix: apt-get install openmpi-bin/,
    );
    await assert.rejects(
      findLauncher({ CELLGRAD_MPIRUN: '/bin/true' }),
      /CELLGRAD_MPIRUN=\/bin\/true, which is none/,
    );
  });
});

describe('jobCommand', () => {
  const command = (family: 'openmpi' | 'mpich', hosts?: readonly string[]) =>
    jobCommand({ program: 'mpirun', family }, { replicas: 4, ...(hosts && { hosts }) }, ['node', 'a.js'], {
      A: '1',
    });

  it('lets Open MPI start more replicas than there are processors, with the variables', () => {
    const { args, env } = command('openmpi');
    assert.equal(args.join(' '), '--oversubscribe -x A -n 4 node a.js');
    assert.equal(env['A'], '1');
    assert.equal(env['OMPI_ALLOW_RUN_AS_ROOT'], process.getuid?.() === 0 ? '1' : undefined);
  });

  it('spreads replicas over hosts in the words of each family', () => {
    assert.match(command('openmpi', ['a', 'b']).args.join(' '), /--host a:2,b:2/);
    assert.match(command('mpich', ['a', 'b']).args.join(' '), /-hosts a,b -ppn 2 -genvlist A/);
  });
});
