import assert from 'node:assert/strict';
import { test } from 'node:test';
import { histogramPanels } from '../../../../src/display/charts/histogram-data.js';
import { bell } from '../sample-tensor.js';

test('round edges, shares in percent that sum to 100', () => {
  const [panel] = histogramPanels(bell(1_000), undefined, 20);
  assert.ok(
    panel!.edges.every((edge) => Number.isInteger(Math.round(edge * 1e6) / 5e4)),
    String(panel!.edges),
  );
  assert.equal(panel!.edges.length, panel!.afterShares.length + 1);
  const sum = panel!.afterShares.reduce((a, b) => a + b, 0);
  assert.ok(Math.abs(sum - 100) < 1e-9, String(sum));
});

test('both states share their bins', () => {
  const [panel] = histogramPanels({ w: [0, 1] }, { w: [-5, 5] }, 10);
  assert.equal(panel!.edges[0], -5);
  assert.equal(panel!.edges.at(-1), 5);
  assert.equal(
    panel!.beforeShares!.reduce((a, b) => a + b, 0),
    100,
  );
});

test('equal values, no values, values that are not finite', () => {
  assert.deepEqual(histogramPanels([2, 2, 2], undefined, 10)[0]!.afterShares.indexOf(100), 5);
  const { edges } = histogramPanels([0, 0], undefined, 10)[0]!;
  assert.deepEqual([edges[0], edges.at(-1)], [-0.5, 0.5]);
  assert.deepEqual(histogramPanels([], undefined, 10)[0]!.afterShares, [0]);
  const odd = histogramPanels([1, Number.NaN, Infinity, 2], undefined, 2)[0]!;
  assert.equal(odd.after.nan + odd.after.infinite, 2);
  assert.equal(
    odd.afterShares.reduce((a, b) => a + b, 0),
    100,
  );
});

test('a model stands for its weights', () => {
  const kernel = {
    name: 'kernel',
    path: 'dense/kernel',
    shape: [2],
    dtype: 'float32',
    dataSync: () => [1, 2],
  };
  const panels = histogramPanels({ weights: [kernel] }, undefined, 2);
  assert.deepEqual(
    panels.map(({ name }) => name),
    ['dense/kernel'],
  );
});
