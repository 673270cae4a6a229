import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

describe('a dataset that a function gives', () => {
  before(ensureReady);

  it('may use what the function was given and made, until it was read', async () => {
    const before = tf.memory().numTensors;
    const sums = Dataset.range(1, 4).flatMap((x) => {
      const tens = x.mul(10);
      return Dataset.range(2).map((y) => [x.add(y), tens]);
    });
    assert.deepEqual(await collect(sums), [
      [1, 10],
      [2, 10],
      [2, 20],
      [3, 20],
      [3, 30],
      [4, 30],
    ]);
    assert.deepEqual(
      (sums.elementSpec as { shape: unknown }[]).map(({ shape }) => shape),
      [[], []],
    );
    for await (const element of sums) {
      tf.dispose(element);
      break;
    }
    assert.equal(tf.memory().numTensors, before);
  });

  it('has to be one', async () => {
    const wrong = Dataset.range(2).flatMap((() => 3) as never);
    await assert.rejects(
      collect(wrong),
      /Dataset.flatMap, element 0: expected the function to give a Dataset; received 3/,
    );
  });
});
