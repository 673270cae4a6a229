import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('map', () => {
  before(ensureReady);
  it('gives the parts of a tuple as arguments, a dictionary as one', async () => {
    const pairs = Dataset.zip([Dataset.range(2), Dataset.range(5, 7)]);
    assert.deepEqual(await collect(pairs.map((a, b) => tf.add(a, b))), [5, 7]);
    const named = Dataset.zip({ a: Dataset.range(2), b: Dataset.range(5, 7) });
    assert.deepEqual(await collect(named.map(({ a, b }) => ({ sum: a.add(b), both: [a, b] }))), [
      { sum: 5, both: [0, 5] },
      { sum: 7, both: [1, 6] },
    ]);
  });
  it('takes numbers, texts and arrays for values', async () => {
    assert.deepEqual(await collect(Dataset.range(1).map(() => ({ n: 2, t: 'x', v: [1, 2], on: true }))), [
      { n: 2, t: 'x', v: [1, 2], on: 1 },
    ]);
  });
  it('runs as many asynchronous calls at a time as it may, and keeps the order unless told otherwise', async () => {
    let [running, most] = [0, 0];
    const slow = async (x: tf.Tensor) => {
      running += 1;
      most = Math.max(most, running);
      const value = x.dataSync()[0]!;
      await wait(value === 0 ? 60 : 5);
      running -= 1;
      return value;
    };
    assert.deepEqual(await collect(Dataset.range(4).map(slow, { numParallelCalls: 2 })), [0, 1, 2, 3]);
    assert.equal(most, 2);
    const first = (
      await collect(Dataset.range(4).map(slow, { numParallelCalls: 4, deterministic: false }))
    )[0];
    assert.notEqual(first, 0);
  });
  it('leaves no tensor behind, whatever the function makes or gives back', async () => {
    const outside = tf.scalar(1);
    const before = tf.memory().numTensors;
    await collect(
      Dataset.range(20)
        .map((x) => [tf.mul(x, 2).add(1), x, outside] as const)
        .batch(3),
    );
    assert.equal(tf.memory().numTensors, before);
    assert.equal(outside.isDisposed, false);
    outside.dispose();
  });
  it('names the stage and the element where the function throws or gives nothing', async () => {
    const broken = Dataset.range(5).map((x) => {
      if (x.dataSync()[0] === 3) throw new RangeError('no threes');
      return x;
    });
    await assert.rejects(collect(broken), (error: Error) => {
      assert.equal(error.name, 'DataError');
      assert.equal(error.message, 'Dataset.map, element 3: no threes');
      assert.ok(error.cause instanceof RangeError);
      return true;
    });
    await assert.rejects(
      collect(Dataset.range(1).map((() => undefined) as never)),
      /Dataset.map, element 0.*undefined/,
    );
    await assert.rejects(
      collect(
        Dataset.range(1).map(async () => {
          throw new Error('later');
        }),
      ),
      /Dataset.map, element 0: later/,
    );
  });
  it('refuses unknown options and numbers of calls', () => {
    const map = (options: object) => Dataset.range(1).map((x) => x, options as never);
    assert.throws(() => map({ parallel: 2 }), /unknown option parallel/);
    assert.throws(
      () => map({ numParallelCalls: 0 }),
      /numParallelCalls must be a positive integer; received 0/,
    );
    assert.throws(() => Dataset.range(1).map(5 as never), /Dataset.map: expected a function; received 5/);
  });
});
