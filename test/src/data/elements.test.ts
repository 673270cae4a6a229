import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/dataset.js';

/** Numbers 0 ... 4, and how often a reading of them was given back. */
function counted() {
  const seen = { closed: 0 };
  const numbers = Dataset.fromGenerator(function* () {
    try {
      for (let i = 0; i < 5; i++) yield i;
    } finally {
      seen.closed += 1;
    }
  });
  return { numbers, seen };
}

describe('elements of a dataset', () => {
  before(ensureReady);

  it('give their source back however a reading ends', async () => {
    const { numbers, seen } = counted();
    const fail = () => {
      throw new Error('no');
    };
    for await (const _ of numbers) break;
    await assert.rejects(numbers.reduce(0, fail), /Dataset.reduce, element 0: no/);
    await assert.rejects(numbers.forEach(fail), /no/);
    await assert.rejects(numbers.getSingleElement(), /expected one element; received more/);
    await assert.rejects(numbers.map(fail).toArray(), /Dataset.map, element 0: no/);
    assert.equal(seen.closed, 5);
  });

  it('are disposed of where a function fails on them', async () => {
    const numbers = Dataset.range(3).map((x) => x.add(1));
    const before = tf.memory().numTensors;
    await assert.rejects(
      numbers.forEach(async () => {
        throw new Error('no');
      }),
      /no/,
    );
    assert.equal(tf.memory().numTensors, before);
  });

  it('come as numbers and texts', async () => {
    const before = tf.memory().numTensors;
    const rows = Dataset.fromTensorSlices({
      b: ['x', 'y'],
      a: [
        [1, 2],
        [3, 4],
      ],
    }).enumerate();
    const found: unknown[] = [];
    for await (const [number, { a, b }] of rows.asNumpyIterator()) found.push(number, a, b);
    assert.deepEqual(found, [0, [1, 2], 'x', 1, [3, 4], 'y']);
    assert.equal(tf.memory().numTensors, before);
  });
});
