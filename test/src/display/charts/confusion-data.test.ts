import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confusionFigures, countPairs, givenCounts } from '../../../../src/display/charts/confusion-data.js';

test('counts pairs: rows are labels', () => {
  assert.deepEqual(countPairs([0, 0, 2], [0, 1, 2]).counts, [
    [1, 1, 0],
    [0, 0, 0],
    [0, 0, 1],
  ]);
});

test('figures: accuracy, recall, mistakes', () => {
  const matrix = [
    [8, 2, 0],
    [3, 7, 0],
    [0, 0, 0],
  ];
  const { samples, wrong, accuracy, recall, mistakes } = confusionFigures(givenCounts(matrix));
  assert.deepEqual([samples, wrong, accuracy], [20, 5, 0.75]);
  assert.deepEqual(recall, [0.8, 0.7, Number.NaN]);
  assert.deepEqual(mistakes[0], { label: 1, predicted: 0, count: 3 });
});

test('what cannot be counted', () => {
  assert.throws(() => countPairs([], []), {
    name: 'ValueError',
    message: /at least one sample; received none/,
  });
  assert.throws(() => countPairs([0, 1], [0]), { name: 'ShapeError', message: /received 2 and 1/ });
  assert.throws(() => countPairs([0, 1.5], [0, 1]), { name: 'ValueError', message: /class numbers/ });
  assert.throws(() => countPairs([0, 5000], [0, 1]), { name: 'ValueError', message: /received class 5000/ });
  assert.throws(() => givenCounts([[1, 2, 3]]), {
    name: 'ShapeError',
    message: /square; received shape \[1, 3\]/,
  });
  assert.throws(() => countPairs([0, 1], [0, 1], ['a']), {
    name: 'ValueError',
    message: /2 different names; received 1/,
  });
});
