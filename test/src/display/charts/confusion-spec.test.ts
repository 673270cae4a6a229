import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countPairs } from '../../../../src/display/charts/confusion-data.js';
import { confusionSpec } from '../../../../src/display/charts/confusion-spec.js';
import { assertGolden } from '../golden.js';
import { compileStrictly } from './compile.js';
import { sampleClasses } from './sample-classes.js';

const spec = (classes: number, count: number, names?: string[]) => {
  const { labels, predictions } = sampleClasses(classes, count);
  return confusionSpec(countPairs(labels, predictions, names));
};

test('compiles without a warning and is as its golden file', () => {
  compileStrictly(spec(10, 2_000));
  assertGolden('confusion-matrix.vl.json', JSON.stringify(spec(10, 2_000), null, 1));
});

test('few and many classes fit the width of an output', () => {
  for (const classes of [2, 3, 20, 100]) {
    const made = spec(classes, 400);
    compileStrictly(made);
    const [width, height] = [Number(made['width']), Number(made['height'])];
    assert.ok(width >= 100 && width <= 690, `${classes} classes: ${width} wide`);
    assert.ok(height <= width);
  }
});

test('cells too small for a number have none', () => {
  assert.equal((spec(10, 100)['layer'] as unknown[]).length, 2);
  assert.equal((spec(100, 400)['layer'] as unknown[]).length, 1);
});

test('a thousand classes: what was counted alone, names where they have room', () => {
  const classes = Array.from({ length: 3_000 }, (_, index) => index % 1_000);
  const made = confusionSpec(countPairs(classes, classes.toReversed()));
  compileStrictly(made);
  assert.ok(Number(made['width']) <= 1_000);
  assert.ok(JSON.stringify(made).length < 200_000);
  assert.equal(JSON.stringify(made).match(/"labelOverlap":true/g)?.length, 2);
});

test('long names stand slanted, and classes keep their order', () => {
  const names = ['aeroplane', 'bicycle', 'cat', 'dog', 'elephant', 'fox'];
  const text = JSON.stringify(spec(6, 100, names));
  assert.match(text, /"labelAngle":-40/);
  assert.match(text, /"domain":\["aeroplane","bicycle","cat","dog","elephant","fox"\]/);
});

test('shares in the cells', () => {
  const { labels, predictions } = sampleClasses(4, 200);
  for (const normalize of ['true', 'pred', 'all'] as const) {
    const made = confusionSpec({ ...countPairs(labels, predictions), normalize });
    compileStrictly(made);
    assert.match(JSON.stringify(made), /"text":\{"field":"percent"/);
  }
});
