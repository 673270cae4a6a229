import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench } from '../harness.js';

// What it does on replicas: test/kernel/replicas and test/distribute.
describe('%%distribute', () => {
  const bench = new Bench();

  it('says what it expects', async () => {
    const { error } = await bench.run('%%distribute -n none\n1');
    assert.match(error!, /%%distribute: expected -n and a number of replicas; received -n none/);
  });

  it('says how to install MPI where there is none', async () => {
    const { PATH } = process.env;
    process.env['PATH'] = '/nowhere';
    try {
      const { error } = await bench.run('%%distribute -n 2\n1');
      assert.match(error!, /^LaunchError: Replicas: expected the program mpirun/);
    } finally {
      process.env['PATH'] = PATH;
    }
  });

  it('runs its cell where it stands in a replica', async () => {
    process.env['CELLGRAD_REPLICA'] = '0';
    try {
      assert.equal((await bench.run('%%distribute -n 2\nconst seven = 7;\nseven')).text, '7');
    } finally {
      delete process.env['CELLGRAD_REPLICA'];
    }
  });
});
