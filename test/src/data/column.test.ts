import assert from 'node:assert/strict';
import { before, describe, it, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady, use } from '../../../src/backends/choose.js';
import { collectForgotten } from '../../../src/backends/memory.js';
import { Column, hostColumn, isColumnLike, toColumn } from '../../../src/data/column.js';
import { ShapeError, ValueError } from '../../../src/support/errors.js';

describe('Column', () => {
  before(ensureReady);

  it('reads a tensor once and gathers rows in any order', async () => {
    const x = tf.tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    const column = await toColumn('x', x);
    assert.deepEqual([column.length, column.rowShape, column.dtype, column.bytes], [3, [2], 'float32', 24]);
    const batch = column.gather(Int32Array.of(2, 0, 1), 0, 2);
    assert.deepEqual(batch.arraySync(), [
      [5, 6],
      [1, 2],
    ]);
    tf.dispose([x, batch]);
  });

  it('gathers rows of any length', () => {
    for (const size of [1, 10, 32, 33]) {
      const values = Float32Array.from({ length: 4 * size }, (_, i) => i);
      const batch = new Column(values, [4, size], 'float32').gather(Int32Array.of(0, 3, 1), 1, 3);
      const rows = [3, 1].flatMap((row) => Array.from({ length: size }, (_, j) => row * size + j));
      assert.deepEqual([...batch.dataSync()], rows, `${size} numbers`);
      batch.dispose();
    }
  });

  it('gathers consecutive rows into memory of their own', () => {
    const values = Float32Array.of(1, 2, 3, 4);
    const batch = new Column(values, [4], 'float32').gather(null, 1, 3);
    values.fill(9);
    assert.deepEqual(batch.arraySync(), [2, 3]);
    batch.dispose();
  });

  it('cuts without copying', () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, 6);
    const part = new Column(values, [3, 2], 'float32').slice(1, 3);
    assert.equal(part.length, 2);
    assert.equal((part.row(0) as Float32Array).buffer, values.buffer);
    assert.deepEqual([...part.row(1)], [5, 6]);
  });

  it('keeps bytes as bytes and makes int32 batches of them', () => {
    const column = hostColumn('x', Uint8Array.of(200, 3, 7));
    assert.equal(column.bytes, 3);
    for (const order of [null, Int32Array.of(0, 1, 2)]) {
      const batch = column.gather(order, 0, 3);
      assert.equal(batch.dtype, 'int32');
      assert.deepEqual(batch.arraySync(), [200, 3, 7]);
      batch.dispose();
    }
  });

  it('takes nested arrays, booleans and float64 as float32', () => {
    assert.deepEqual(
      [
        ...hostColumn('x', [
          [[1], [2]],
          [[3], [4]],
        ]).row(1),
      ],
      [3, 4],
    );
    assert.deepEqual([...hostColumn('x', [true, false]).row(0)], [1]);
    assert.equal(hostColumn('x', Float64Array.of(1, 2)).dtype, 'float32');
  });

  it('names what it cannot take', async () => {
    assert.throws(
      () => hostColumn('fit: x', [[1, 2], [3]]),
      /^ShapeError: fit: x: expected rows of equal length/,
    );
    assert.throws(() => hostColumn('fit: x', [[1], 2] as never), ShapeError);
    await assert.rejects(toColumn('fit: x', tf.scalar(1)), ShapeError);
    await assert.rejects(
      toColumn('fit: x', tf.tensor(['a'])),
      /expected numbers; received a tensor of string/,
    );
    const gone = tf.zeros([2]);
    gone.dispose();
    await assert.rejects(toColumn('fit: x', gone), ValueError);
  });

  it('tells data from structures of data', () => {
    const x = tf.zeros([1]);
    for (const data of [x, [1, 2], [[true]], new Float32Array(2), [new Float32Array(2)]])
      assert.equal(isColumnLike(data), true);
    for (const other of [[x, x], { a: x }, 'text', null, 3]) assert.equal(isColumnLike(other), false);
    x.dispose();
  });
});

test('parts of a column on wasm outlive its tensor and the column; a row is a copy', async () => {
  await use('wasm');
  const x = tf.range(0, 4000).reshape([1000, 4]) as tf.Tensor2D;
  const part = await (async () => (await toColumn('fit: x', x)).slice(500, 1000))();
  x.dispose();
  for (let i = 0; i < 10; i++) {
    collectForgotten();
    await wait(5);
  }
  const others = Array.from({ length: 8 }, () => tf.fill([4000], -1));
  assert.deepEqual(
    [...part.gather(Int32Array.of(499, 0), 0, 2).dataSync()],
    [3996, 3997, 3998, 3999, 2000, 2001, 2002, 2003],
  );
  assert.deepEqual([...part.gather(null, 1, 2).dataSync()], [2004, 2005, 2006, 2007]);
  assert.ok((part.row(2) as Float32Array).buffer instanceof ArrayBuffer);
  tf.dispose(others);
});
