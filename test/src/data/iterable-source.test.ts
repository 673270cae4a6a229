import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import type { BatchStream, PendingBatch } from '../../../src/data/batch.js';
import { type BatchLike, IterableSource, isBatchIterable } from '../../../src/data/iterable-source.js';

async function drain(stream: BatchStream): Promise<PendingBatch[]> {
  const found: PendingBatch[] = [];
  for (let next = await stream.next(); next !== null; next = await stream.next()) found.push(next);
  return found;
}

const values = (batch: PendingBatch) =>
  tf.tidy(() => batch.tensors().map((part) => (part as tf.Tensor | undefined)?.arraySync()));

describe('IterableSource', () => {
  before(ensureReady);

  it('takes [x], [x, y], [x, y, weight], { xs, ys } and arrays of numbers', async () => {
    const given: BatchLike[] = [
      [[1, 2]],
      [
        [[1], [2]],
        [3, 4],
      ],
      [[1], [2], [0.5]],
      { xs: [1], ys: [2] },
    ];
    const batches = await drain(new IterableSource('fit', new Set(given)).open());
    assert.deepEqual(
      batches.map(({ size }) => size),
      [2, 2, 1, 1],
    );
    assert.deepEqual(batches.map(values), [
      [[1, 2], undefined, undefined],
      [[[1], [2]], [3, 4], undefined],
      [[1], [2], [0.5]],
      [[1], [2], undefined],
    ]);
  });

  it('begins a function again in each epoch and learns its length', async () => {
    const source = new IterableSource('fit', function* () {
      yield [[1, 2]] as const;
      yield [[3]] as const;
    });
    assert.equal(source.batches, null);
    assert.equal((await drain(source.open())).length, 2);
    assert.deepEqual([source.batches, source.samples], [2, 3]);
    assert.equal((await drain(source.open())).length, 2);
  });

  it('goes on with a generator, and takes async ones', async () => {
    const generator = (async function* () {
      yield [[1]] as const;
    })();
    const source = new IterableSource('fit', generator);
    assert.equal((await drain(source.open())).length, 1);
    assert.equal((await drain(source.open())).length, 0);
  });

  it('weighs classes', async () => {
    const source = new IterableSource(
      'fit',
      new Set([
        [
          [1, 2],
          [0, 1],
        ] as const,
      ]),
      { 1: 3 },
    );
    const [batch] = await drain(source.open());
    assert.deepEqual(values(batch!)[2], [1, 3]);
  });

  it('names what is no batch', async () => {
    await assert.rejects(
      drain(new IterableSource('fit', new Set(['text' as never])).open()),
      /fit: expected batches/,
    );
  });

  it('tells sources of batches from data', () => {
    const x = tf.zeros([1]);
    for (const source of [new Set(), () => [].values(), (function* () {})()])
      assert.equal(isBatchIterable(source), true);
    for (const data of [x, [x], new Float32Array(1), { a: x }, null])
      assert.equal(isBatchIterable(data), false);
    x.dispose();
  });
});
