import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Variable } from '../../../src/backends/variable.js';
import { disposeLogs, keepLogs, lazyLogs, readLogs } from '../../../src/models/step-logs.js';

describe('logs of a step', () => {
  before(ensureReady);

  it('are computed when somebody looks', async () => {
    let computed = 0;
    const logs = lazyLogs([['loss', () => tf.scalar(++computed)]]);
    assert.deepEqual([Object.keys(logs), computed], [['loss'], 0]);
    assert.equal(keepLogs(logs), logs);
    const before = tf.memory().numTensors;
    assert.deepEqual(await readLogs(logs), { loss: 1 });
    assert.equal(tf.memory().numTensors, before);
  });

  it('of a step of one’s own outlive its tidy', async () => {
    const before = tf.memory().numTensors;
    let kept = {};
    tf.tidy(() => {
      kept = keepLogs({ loss: tf.scalar(2), rate: 0.5 });
    });
    assert.deepEqual(await readLogs(kept), { loss: 2, rate: 0.5 });
    disposeLogs(kept);
    disposeLogs(null);
    assert.equal(tf.memory().numTensors, before);
  });

  it('take what a step of one’s own adds or puts in their place', async () => {
    const logs = lazyLogs([
      ['loss', () => tf.scalar(1)],
      ['mae', () => tf.scalar(2)],
    ]);
    let kept = {};
    tf.tidy(() => {
      logs['mae'] = tf.scalar(3);
      logs['norm'] = tf.scalar(4);
      kept = keepLogs(logs);
    });
    assert.deepEqual(await readLogs(kept), { loss: 1, mae: 3, norm: 4 });
    disposeLogs(kept);
  });

  it('with several values get a number each', async () => {
    assert.deepEqual(await readLogs({ f1: tf.tensor([1, 2]) }), { f1_0: 1, f1_1: 2 });
  });

  it('that are neither numbers nor tensors are refused', async () => {
    await assert.rejects(readLogs({ loss: 'low' as never }), /received loss: "low"/);
    await assert.rejects(readLogs({ hits: new Variable(tf.scalar(1)).value as never }), /Fix: value\(\)/);
  });
});
