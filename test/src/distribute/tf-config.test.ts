import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTfConfig } from '../../../src/distribute/tf-config.js';

describe('readTfConfig', () => {
  it('finds this worker, a chief before the others', () => {
    const worker = ['b:1', 'c:1'];
    assert.deepEqual(
      readTfConfig(JSON.stringify({ cluster: { worker }, task: { type: 'worker', index: 1 } })),
      {
        workers: worker,
        index: 1,
      },
    );
    const cluster = { chief: ['a:1'], worker };
    assert.deepEqual(readTfConfig(JSON.stringify({ cluster, task: { type: 'worker', index: 1 } })), {
      workers: ['a:1', 'b:1', 'c:1'],
      index: 2,
    });
    assert.equal(readTfConfig(JSON.stringify({ cluster, task: { type: 'chief', index: 0 } }))!.index, 0);
  });

  it('is null where there is none', () => {
    assert.equal(readTfConfig(''), null);
    assert.equal(readTfConfig('{}'), null);
  });

  it('says what is wrong', () => {
    assert.throws(() => readTfConfig('{'), /TF_CONFIG: expected a cluster of workers/);
    assert.throws(() => readTfConfig('{"cluster": {"ps": ["a:1"]}}'), /there are no parameter servers/);
    assert.throws(
      () => readTfConfig('{"cluster": {"worker": ["a:1"]}, "task": {"type": "worker", "index": 1}}'),
      /received task 1 of 1 workers/,
    );
  });
});
