import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { AUTOTUNE } from '../../../../src/data/stage.js';
import { collect, later } from '../collect.js';

describe('batch', () => {
  before(ensureReady);
  it('joins rows and elements along a new first axis', async () => {
    const rows = Dataset.fromTensorSlices([
      tf.tensor2d([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      [7, 8, 9],
    ] as const);
    const expected = [
      [
        [
          [1, 2],
          [3, 4],
        ],
        [7, 8],
      ],
      [[[5, 6]], [9]],
    ];
    assert.deepEqual(await collect(rows.batch(2)), expected);
    assert.deepEqual(await collect(rows.map((x, y) => [x, y]).batch(2)), expected);
    assert.deepEqual(await collect(rows.batch(2, { dropRemainder: true })), [expected[0]]);
    const parallel = { numParallelCalls: AUTOTUNE, deterministic: false };
    assert.deepEqual(await collect(rows.batch(2, parallel)), expected);
    assert.throws(() => rows.batch(2, { numParallelCalls: 0 }), /Dataset.batch: numParallelCalls must be/);
    assert.deepEqual(await collect(later(3).batch(2)), [[0, 1], [2]]);
    assert.deepEqual(
      [rows.batch(2).cardinality(), rows.batch(2, { dropRemainder: true }).cardinality()],
      [2, 1],
    );
  });
  it('joins texts, and batches of batches', async () => {
    assert.deepEqual(await collect(Dataset.fromTensorSlices(['a', 'b', 'c']).batch(2)), [['a', 'b'], ['c']]);
    assert.deepEqual(await collect(Dataset.range(4).batch(2).batch(2)), [
      [
        [0, 1],
        [2, 3],
      ],
    ]);
  });
  it('keeps the dtype of rows of bytes as int32', async () => {
    const [batch] = await Dataset.fromTensorSlices(Uint8Array.of(1, 200)).batch(2).toArray();
    assert.deepEqual([batch!.dtype, batch!.arraySync()], ['int32', [1, 200]]);
  });
  it('says which shapes differ and what pads them', async () => {
    const uneven = Dataset.range(1, 3).map((x) => tf.fill([x.dataSync()[0]!], 1));
    await assert.rejects(collect(uneven.batch(2)), {
      name: 'ShapeError',
      message:
        /Dataset.batch, batch 0: .*\[1\] as the first of this batch; received \[2\] in its element 1.*\nFix: paddedBatch/,
    });
    assert.throws(() => Dataset.range(3).batch(0), /batchSize must be a positive integer; received 0/);
  });
  it('refuses elements of another structure', async () => {
    const mixed = later(1).concatenate(Dataset.zip([later(1), later(1)]) as never);
    await assert.rejects(
      collect(mixed.batch(2)),
      /Dataset.batch, batch 0: expected elements of one structure, 1 values/,
    );
  });
});
