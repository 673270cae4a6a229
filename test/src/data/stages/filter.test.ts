import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

describe('filter', () => {
  before(ensureReady);
  it('keeps elements for which the function gives true, also as a tensor or later', async () => {
    assert.deepEqual(await collect(Dataset.range(6).filter((x) => x.greater(3))), [4, 5]);
    assert.deepEqual(await collect(later(4).filter((x) => x.dataSync()[0]! % 2 === 0)), [0, 2]);
    assert.deepEqual(await collect(Dataset.range(3).filter(async (x) => x.dataSync()[0] !== 1)), [0, 2]);
    assert.equal(
      Dataset.range(6)
        .filter(() => true)
        .cardinality(),
      null,
    );
  });
  it('disposes of what it leaves out', async () => {
    const before = tf.memory().numTensors;
    await collect(
      Dataset.range(30)
        .map((x) => tf.add(x, 1))
        .filter((x) => x.greater(25)),
    );
    assert.equal(tf.memory().numTensors, before);
  });
  it('refuses a function that gives something else', async () => {
    await assert.rejects(
      collect(Dataset.range(3).filter((() => 'yes') as never)),
      /Dataset.filter, element 0.*expected true, false or a boolean scalar; received "yes"/,
    );
  });
});
