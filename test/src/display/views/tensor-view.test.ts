import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DISPLAY, type Shown } from '../../../../src/display/displayable.js';
import { isTensor, tensorView } from '../../../../src/display/views/tensor-view.js';
import { assertGolden, widest } from '../golden.js';
import { bell, fakeTensor } from '../sample-tensor.js';
import { assertSurvivesSanitizer } from '../sanitizer.js';

test('a matrix: as its golden files', () => {
  const view = tensorView(fakeTensor(bell(48 * 12), [48, 12]), { backend: 'cpu' });
  const html = view.toHtml();
  assertSurvivesSanitizer(html);
  assertGolden('tensor.html', html);
  assert.ok(widest(view.toText(80)) <= 80);
  assertGolden('tensor.txt', view.toText(80));
});

test('scalars, vectors, empty tensors', () => {
  const text = (values: number[], shape: number[], dtype?: string) =>
    tensorView(fakeTensor(Float32Array.from(values), shape, dtype)).toText(80);
  assert.equal(text([0.5], []), 'Tensor float32 []  1 value, 4 B\n\n0.5000');
  assert.equal(text([], [0, 3]), 'Tensor float32 [0, 3]  0 values, 0 B\n\nno values');
  assert.match(
    text([1, 2, 3], [3], 'int32'),
    /^Tensor int32 \[3\] {2}3 values, 12 B\nmin 1 {2}mean 2 {2}max 3/,
  );
  assertSurvivesSanitizer(tensorView(fakeTensor(new Float32Array(0), [0])).toHtml());
});

test('strings and truth values have no statistics', () => {
  const strings = tensorView(fakeTensor(['<a>', 'b'], [2], 'string'));
  assert.match(strings.toText(80), /^Tensor string \[2\] {2}2 values\n\n {7}0 {6}1\n/);
  assert.doesNotMatch(strings.toHtml(), /<a>/);
  assert.match(tensorView(fakeTensor(Uint8Array.from([0, 1]), [2], 'bool')).toText(80), /false {3}true/);
});

test('complex values are pairs of their parts', () => {
  const view = tensorView(fakeTensor(Float32Array.from([1, 3, 2.5, -4]), [2], 'complex64'));
  assert.match(view.toText(80), /\[2\] {2}/);
  assert.match(view.toText(80), /1 \+ 3i {2}2\.5 − 4i/);
});

test('the corner of a table is no heading', () => {
  const html = tensorView(fakeTensor(bell(4), [2, 2])).toHtml();
  assert.doesNotMatch(html, /<th[^>]*>(?:<span[^>]*><\/span>)?<\/th>/);
});

test('values that are not finite are counted and shown', () => {
  const view = tensorView(fakeTensor(Float32Array.from([1, Number.NaN, Infinity, 2]), [2, 2]));
  assert.match(view.toText(80), /not finite: 1 NaN, 1 Inf/);
  assert.match(view.toHtml(), /<b>1 NaN, 1 Inf<\/b>/);
  assert.match(view.toText(80), /NaN/);
  assert.match(view.toText(80), /∞/);
});

test('a narrow screen: fewer columns, never a wider line', () => {
  const view = tensorView(
    fakeTensor(
      Float32Array.from({ length: 400 }, (_, i) => i * 1234.5),
      [20, 20],
    ),
  );
  assert.ok(widest(view.toText(60).split('\n\n')[1]!) <= 60);
});

test('a disposed tensor says so', () => {
  const view = tensorView({ ...fakeTensor([], [3]), isDisposed: true });
  assert.match(view.toText(80), /disposed/);
  assertSurvivesSanitizer(view.toHtml());
});

test('values that can be read in the background only come with complete', async () => {
  const tensor = fakeTensor(Float32Array.from([1, 2]), [2]);
  const view = tensorView({
    ...tensor,
    dataSync: () => {
      throw new Error('not here');
    },
  });
  const shown = view[DISPLAY]() as Shown;
  assert.doesNotMatch(String(shown.data['text/plain']), /mean/);
  const full = await shown.complete?.();
  assert.match(String(full?.data['text/plain']), /mean 1\.5/);
});

test('knows tensors by what they have', () => {
  assert.ok(isTensor(fakeTensor([], [])));
  for (const value of [null, 1, {}, { shape: [1], dtype: 'float32' }, [1]]) assert.ok(!isTensor(value));
});
