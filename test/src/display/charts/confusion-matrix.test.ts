import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confusionMatrix } from '../../../../src/display/charts/confusion-matrix.js';
import { fakeTensor } from '../sample-tensor.js';

test('labels and predictions, as numbers, one-hot rows, probabilities or tensors', () => {
  const text = confusionMatrix([0, 1, 1], [0, 1, 0]).toString(80);
  assert.match(text, /^accuracy 0\.6667, 1 of 3 wrong/);
  const oneHot = [
    [1, 0],
    [0, 1],
    [0, 1],
  ];
  const probabilities = fakeTensor(Float32Array.from([0.9, 0.1, 0.2, 0.8, 0.6, 0.4]), [3, 2]);
  assert.equal(confusionMatrix(oneHot, probabilities as never).toString(80), text);
  assert.equal(confusionMatrix([0, 1, 1], [0.2, 0.9, 0.1]).toString(80), text);
});

test('a matrix of counts and class names', () => {
  const matrix = [
    [5, 1],
    [0, 4],
  ];
  const chart = confusionMatrix(matrix, { classNames: ['cat', 'dog'] });
  assert.match(chart.toString(80), /most often mistaken: cat as dog \(1\)/);
  assert.match(confusionMatrix([0, 1], [1, 1], { classNames: ['cat', 'dog'] }).toString(80), /cat/);
});

test('shares instead of counts', () => {
  const matrix = [
    [5, 1],
    [0, 4],
  ];
  assert.match(confusionMatrix(matrix, { normalize: 'true' }).toString(80), /0 +\[83\.3 %\] +16\.7 %/);
  assert.match(confusionMatrix(matrix, { normalize: 'pred' }).toString(80), /1 +· +\[80\.0 %\]/);
  assert.match(confusionMatrix(matrix, { normalize: 'all' }).toString(80), /0 +\[50\.0 %\] +10\.0 %/);
  assert.equal(
    confusionMatrix(matrix, { normalize: true }).toString(80),
    confusionMatrix(matrix, { normalize: 'true' }).toString(80),
  );
  assert.throws(() => confusionMatrix(matrix, { normalize: 'rows' as never }), {
    message: /normalize must be one of 'true', 'pred', 'all'; received "rows"/,
  });
});

test('labels are another word for the names of the classes', () => {
  assert.match(confusionMatrix([0, 1], [1, 1], { labels: ['cat', 'dog'] }).toString(80), /cat/);
  assert.throws(() => confusionMatrix([0], [0], { labels: ['a'], classNames: ['a'] }), {
    name: 'ValueError',
    message: /mean the same/,
  });
  assert.throws(() => confusionMatrix([0], [0], { names: ['a'] } as never), {
    message: /unknown option names/,
  });
});
