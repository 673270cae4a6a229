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

  it('takes what TensorFlow takes: an index as text, addresses by index, an evaluator for itself', () => {
    const read = (cluster: object, type: string, index: unknown) =>
      readTfConfig(JSON.stringify({ cluster, task: { type, index }, environment: 'cloud' }));
    const worker = { 0: 'a:1', 1: 'b:1' };
    assert.deepEqual(read({ worker }, 'worker', '1'), { workers: ['a:1', 'b:1'], index: 1 });
    assert.deepEqual(read({ worker, evaluator: ['e:1'] }, 'evaluator', 0), { workers: ['e:1'], index: 0 });
  });

  it('says what is wrong', () => {
    for (const [text, error] of [
      ['3', /received 3 as all of it/],
      ['{"cluster": "a:1"}', /received "a:1" as the cluster/],
      ['{"cluster": {"worker": "a:1"}}', /received "a:1" as the addresses of worker/],
      ['{"cluster": {"worker": ["a:1"]}, "task": {"type": "ps"}}', /received the task type "ps"/],
      ['{"cluster": {"chief": ["a:1", "b:1"]}}', /received 2 chiefs/],
      ['{"cluster": {"worker": ["a:1"]}, "task": {"index": "x"}}', /received worker "x"/],
      ['{"cluster": {"worker": ["a:1"]}, "task": {"type": "chief"}}', /chief 0, of which the cluster has 0/],
    ] as const)
      assert.throws(() => readTfConfig(text), error);
    assert.equal(readTfConfig('{"cluster": null, "task": null}'), null);
    assert.throws(() => readTfConfig('{'), /TF_CONFIG: expected a cluster of workers/);
    assert.throws(() => readTfConfig('{"cluster": {"ps": ["a:1"]}}'), /there are no parameter servers/);
    assert.throws(
      () => readTfConfig('{"cluster": {"worker": ["a:1"]}, "task": {"type": "worker", "index": 1}}'),
      /received worker 1, of which the cluster has 1/,
    );
  });
});
