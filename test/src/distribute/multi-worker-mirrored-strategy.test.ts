import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { MultiWorkerMirroredStrategy } from '../../../src/distribute/multi-worker-mirrored-strategy.js';

describe('MultiWorkerMirroredStrategy', () => {
  before(ensureReady);

  const started = (config: object | null) => {
    if (config !== null) process.env['TF_CONFIG'] = JSON.stringify(config);
    try {
      return new MultiWorkerMirroredStrategy().numReplicasInSync;
    } finally {
      delete process.env['TF_CONFIG'];
    }
  };

  it('has one replica where nobody else was started', () => {
    assert.equal(started(null), 1);
    assert.equal(started({ cluster: { worker: ['a:1'] }, task: { type: 'worker', index: 0 } }), 1);
  });

  it('names the command that starts the workers of TF_CONFIG', () => {
    const config = { cluster: { worker: ['a:1', 'b:1'] }, task: { type: 'worker', index: 0 } };
    assert.throws(() => started(config), /TF_CONFIG names 2 workers.*mpirun -n 2 -host a,b node train.js/s);
  });
});
