import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { setRandomSeed } from '../../../src/backends/random.js';
import type { PendingBatch } from '../../../src/data/batch.js';
import { hostColumn } from '../../../src/data/column.js';
import { ColumnSource, countSamples, splitColumns } from '../../../src/data/column-source.js';
import { ShapeError } from '../../../src/support/errors.js';

const x = hostColumn('x', Float32Array.of(0, 1, 2, 3, 4));
const y = hostColumn('y', Float32Array.of(0, 10, 20, 30, 40));

/** The rows of x and y of all batches of an epoch. */
async function rows(source: ColumnSource): Promise<number[][][]> {
  const stream = source.open();
  const found: number[][][] = [];
  for (let next = await stream.next(); next !== null; next = await stream.next()) {
    const batch: PendingBatch = next;
    tf.tidy(() => {
      const [inputs, labels] = batch.tensors();
      found.push([inputs, labels].map((part) => (part as tf.Tensor1D).arraySync()));
      assert.equal(batch.size, (inputs as tf.Tensor).shape[0]);
    });
  }
  return found;
}

describe('ColumnSource', () => {
  before(ensureReady);

  it('gives batches in order, the last one with what is left', async () => {
    const source = new ColumnSource({ x, y }, { batchSize: 2, shuffle: false });
    assert.deepEqual([source.samples, source.batches], [5, 3]);
    const wanted = [
      [
        [0, 1],
        [0, 10],
      ],
      [
        [2, 3],
        [20, 30],
      ],
      [[4], [40]],
    ];
    assert.deepEqual(await rows(source), wanted);
    assert.deepEqual(await rows(source), wanted);
  });

  it('shuffles x and y alike, anew in each epoch, and repeatably', async () => {
    const epochs = async () => {
      setRandomSeed(5);
      const source = new ColumnSource({ x, y }, { batchSize: 5, shuffle: true });
      return [await rows(source), await rows(source)];
    };
    const [first, second] = await epochs();
    const [[inputs, labels]] = first as [[number[], number[]]];
    assert.deepEqual(
      labels,
      inputs.map((value) => value * 10),
    );
    assert.deepEqual([...inputs].sort(), [0, 1, 2, 3, 4]);
    assert.notDeepEqual(first, second);
    assert.deepEqual(await epochs(), [first, second]);
  });

  it('refuses columns of different length', () => {
    const short = hostColumn('y', Float32Array.of(1));
    assert.throws(() => countSamples({ x, y: short }), /y: expected as many samples as in x, 5; received 1/);
  });
});

describe('splitColumns', () => {
  it('takes the last share for validation', () => {
    const [training, validation] = splitColumns({ x: { a: x }, y }, 0.3);
    assert.equal(countSamples(training), 3);
    assert.deepEqual([...(validation.y as typeof y).row(0)], [30]);
    assert.equal((validation.x as { a: typeof x }).a.length, 2);
  });

  it('refuses a share that leaves nothing', () => {
    assert.throws(() => splitColumns({ x, y }, 0.99), ShapeError);
  });
});
