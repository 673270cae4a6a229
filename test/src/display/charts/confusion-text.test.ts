import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countPairs, givenCounts } from '../../../../src/display/charts/confusion-data.js';
import { confusionText } from '../../../../src/display/charts/confusion-text.js';
import { assertGolden, widest } from '../golden.js';
import { sampleClasses } from './sample-classes.js';

const text = (classes: number, count: number) => {
  const { labels, predictions } = sampleClasses(classes, count);
  return confusionText(countPairs(labels, predictions), 80);
};

test('as its golden file, at most 80 columns', () => {
  assert.ok(widest(text(10, 2_000)) <= 80);
  assertGolden('confusion-matrix.txt', text(10, 2_000));
});

test('too many classes for the screen: one line a class', () => {
  assert.ok(widest(text(30, 2_000)) <= 80);
  assert.match(text(30, 2_000), /label +samples +recall +mostly mistaken for/);
});

test('nothing wrong, a label that does not occur', () => {
  const perfect = confusionText(
    givenCounts([
      [3, 0],
      [0, 0],
    ]),
    80,
  );
  assert.doesNotMatch(perfect, /mistaken/);
  assert.match(perfect, /–$/m);
});
