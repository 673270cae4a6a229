import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tensorSlice } from '../../../../src/display/views/tensor-slice.js';

const count = (length: number) => Float32Array.from({ length }, (_, index) => index);

test('a small matrix is shown whole', () => {
  const slice = tensorSlice(count(6), [2, 3], 'float32');
  assert.deepEqual(slice.columns, [0, 1, 2]);
  assert.deepEqual(slice.rows, [
    { index: 0, cells: ['0', '1', '2'] },
    { index: 1, cells: ['3', '4', '5'] },
  ]);
  assert.equal(slice.part, undefined);
});

test('a large one by its corners', () => {
  const slice = tensorSlice(count(200), [10, 20], 'float32');
  assert.deepEqual(slice.columns, [0, 1, 2, null, 17, 18, 19]);
  assert.deepEqual(
    slice.rows.map(({ index }) => index),
    [0, 1, 2, null, 7, 8, 9],
  );
  assert.equal(slice.part, 'rows 0 to 2 and 7 to 9, columns 0 to 2 and 17 to 19');
  assert.deepEqual(slice.rows[4]?.cells, ['140', '141', '142', '…', '157', '158', '159']);
});

test('the first matrix of more than two dimensions', () => {
  const slice = tensorSlice(count(24), [2, 3, 2, 2], 'int32');
  assert.equal(slice.where, '[0, 0, :, :]');
  assert.equal(slice.rows.length, 2);
});

test('of grey images the pixels, not their one channel', () => {
  const slice = tensorSlice(count(60), [2, 5, 6, 1], 'float32');
  assert.equal(slice.where, '[0, :, :, 0]');
  assert.deepEqual(slice.rows[1]?.cells, ['6', '7', '8', '9', '10', '11']);
  assert.equal(tensorSlice(count(4), [4, 1], 'float32').rows.length, 4);
});

test('a long text ends with dots', () => {
  const [row] = tensorSlice(['short', '😀'.repeat(40)], [2], 'string').rows;
  assert.deepEqual(row?.cells, ['"short"', `"${'😀'.repeat(31)}…"`]);
});

test('one number of decimals for all values; none that is not 0 is shown as 0', () => {
  const cells = (...values: number[]) =>
    tensorSlice(Float64Array.from(values), [values.length], 'float32').rows[0]?.cells;
  assert.deepEqual(cells(0.5, -0.25), ['0.5000', '−0.2500']);
  assert.deepEqual(cells(0.00015, 0.0001), ['0.00015', '0.00010']);
  assert.deepEqual(cells(1, 0.00000001), ['1.0000', '1e-8']);
  assert.deepEqual(cells(1234.5, 2), ['1,234.50', '2.00']);
});
