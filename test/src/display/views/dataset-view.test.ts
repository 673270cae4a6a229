import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DatasetData } from '../../../../src/display/dataset-data.js';
import { datasetView } from '../../../../src/display/views/dataset-view.js';
import { sampleImages } from '../charts/sample-images.js';
import { assertGolden, widest } from '../golden.js';
import { assertSurvivesSanitizer } from '../sanitizer.js';

const { images, labels } = sampleImages(5);
const DATA: DatasetData = {
  cardinality: 625,
  batchSize: 32,
  elements: 20_000,
  bytes: 11_520_000,
  components: [
    { name: '0: images', shape: [32, 12, 12, 1], dtype: 'float32', min: 0, mean: 0.21345, max: 1 },
    { name: '1: labels', shape: [32], dtype: 'int32', min: 0, mean: 0.5, max: 1 },
  ],
  stages: [
    { name: 'fromTensorSlices', details: '20,000 elements' },
    { name: 'shuffle', details: 'buffer 5,000, seed 3' },
    { name: 'batch', details: '32, 625 batches' },
    { name: 'prefetch', details: 'auto: 2' },
  ],
  images: images.map((rows, index) => ({
    width: 12,
    height: 12,
    channels: 1 as const,
    bytes: Uint8Array.from(rows.flat(), (value) => Math.round(value * 255)),
    label: String(labels[index]),
  })),
};

test('as its golden files', () => {
  const view = datasetView(DATA);
  assertSurvivesSanitizer(view.toHtml());
  assertGolden('dataset.html', view.toHtml(), /(?<=base64,)[^"]*/g);
  assert.ok(widest(view.toText(80)) <= 80);
  assertGolden('dataset.txt', view.toText(80));
});

test('not batched, unknown and endless', () => {
  const { batchSize: _, images: __, ...rest } = DATA;
  const text = (cardinality: number | null) =>
    datasetView({ ...rest, cardinality, elements: null, bytes: null })
      .toText(80)
      .split('\n')[0];
  assert.equal(text(1), 'Dataset  1 element');
  assert.equal(text(null), 'Dataset  unknown number of elements');
  assert.equal(text(Infinity), 'Dataset  endless elements');
});

test('without figures and stages', () => {
  const components = [{ name: 'text', shape: [null], dtype: 'string' }];
  const view = datasetView({ ...DATA, components, stages: [], images: [] });
  assert.doesNotMatch(view.toHtml(), /First batch|<img/);
  assert.match(view.toText(80), /text +\[null\] +string$/);
});
