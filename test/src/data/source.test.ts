import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { columnSource, iterableSource, readColumns, wholeSource } from '../../../src/data/source.js';

describe('data of fit', () => {
  before(ensureReady);

  it('becomes columns in its structure', async () => {
    const a = tf.ones([3, 2]);
    const columns = await readColumns('fit', { a, b: [1, 2, 3] }, [a, Float32Array.of(1, 2, 3)], [1, 1, 2]);
    const { a: first, b } = columns.x as unknown as Record<string, { rowShape: number[] }>;
    assert.deepEqual([first!.rowShape, b!.rowShape], [[2], []]);
    assert.equal((columns.y as unknown[]).length, 2);
    assert.equal(columnSource(columns, { where: 'fit' }).batches, 1);
    a.dispose();
  });

  it('names the part that cannot be read', async () => {
    await assert.rejects(
      readColumns('fit', [[1]], 'text' as never),
      /^ValueError: fit: y: expected tensors or arrays/,
    );
    await assert.rejects(readColumns('fit', { a: 'x' as never }), /^ValueError: fit: x\.a:/);
  });

  it('takes class weights or sample weights, for one output', async () => {
    const columns = await readColumns('fit', [[1]], [1], [1]);
    const classWeight = { 1: 2 };
    assert.throws(
      () => columnSource(columns, { where: 'fit', classWeight }),
      /one of classWeight and sampleWeight/,
    );
    const two = await readColumns('fit', [[1]], { a: [1], b: [1] });
    assert.throws(() => columnSource(two, { where: 'fit', classWeight }), /models with one output/);
  });

  it('of one batch may have inputs of different lengths, which replicas cannot share', async () => {
    const where = 'trainOnBatch';
    const short = await readColumns(where, [tf.ones([8, 2])], tf.ones([7, 1]));
    assert.throws(
      () => wholeSource(short, { where }),
      /^ShapeError: y: expected as many samples as in x, 8; received 7/,
    );
    const weighted = await readColumns(where, tf.ones([8, 2]), tf.ones([8, 1]), tf.ones([6]));
    assert.throws(() => wholeSource(weighted, { where }), /sampleWeight: expected as many .* received 6/);
    const uneven = await readColumns(where, [tf.ones([1, 2]), tf.ones([8, 2])], tf.ones([8, 1]));
    assert.equal(wholeSource(uneven, { where }).samples, 8);
    assert.throws(
      () => wholeSource(uneven, { where, shared: true }),
      /trainOnBatch: expected inputs of one length, .* received 1 and 8/,
    );
  });

  it('of a generator has its own batches', () => {
    const batches = new Set([[[1]] as const]);
    assert.throws(() => iterableSource(batches, { where: 'fit', batchSize: 3 }), /Fix: dataset\.batch\(3\)/);
    assert.throws(() => iterableSource(7, { where: 'fit' }), /received 7/);
  });
});
