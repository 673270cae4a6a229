import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Job } from '../../../kernel/replicas/job.js';
import { MISSING, OPENMPI } from '../../distribute/jobs.js';

describe('Job', { skip: OPENMPI === undefined && MISSING }, () => {
  it('starts processes that report, and ends them', async () => {
    const ranks = new Set<number>();
    let output = '';
    let all: () => void = () => {};
    const arrived = new Promise<void>((resolve) => {
      all = resolve;
    });
    const job = await Job.start({
      replicas: 2,
      program: ['sh', '-c', 'echo "$CELLGRAD_REPLICA says hello"; sleep 60'],
      connections: { roles: ['control'], variable: 'CONTROL' },
      folder: process.cwd(),
      env: { CELLGRAD_MPIRUN: OPENMPI!.launcher },
      onArrival({ rank }) {
        ranks.add(rank);
        if (ranks.size === 2) all();
      },
      onOutput: (_name, chunk) => {
        output += chunk;
      },
    });
    await arrived;
    await new Promise((resolve) => setTimeout(resolve, 200));
    await job.stop();
    assert.deepEqual([...ranks].sort(), [0, 1]);
    assert.match(output, /0 says hello/);
    assert.match(output, /1 says hello/);
  });
});
