import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

describe('cache', () => {
  before(ensureReady);
  it('runs what stands before it once', async () => {
    let calls = 0;
    const dataset = Dataset.range(3)
      .map((x) => {
        calls += 1;
        return tf.add(x, 1);
      })
      .cache();
    assert.deepEqual(await collect(dataset), [1, 2, 3]);
    assert.deepEqual(await collect(dataset), [1, 2, 3]);
    assert.equal(calls, 3);
  });
  it('keeps nothing of a reading that stopped early', async () => {
    const dataset = Dataset.range(3)
      .map((x) => tf.add(x, 1))
      .cache();
    for await (const _ of dataset) break;
    assert.deepEqual(await collect(dataset), [1, 2, 3]);
  });
});
