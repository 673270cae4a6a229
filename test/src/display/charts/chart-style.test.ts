import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chartConfig,
  csvData,
  isPlainVega,
  quoted,
  SERIES_COLORS,
  textMark,
} from '../../../../src/display/charts/chart-style.js';
import { contrast, GROUNDS } from '../contrast.js';

test('the ground is transparent, and colours of text are left to the theme', () => {
  const text = JSON.stringify([chartConfig(), textMark()]);
  assert.match(text, /"background":"transparent"/);
  assert.doesNotMatch(text, /"(labelColor|titleColor|color|fill)":/);
});

test('text marks take the colour of the labels', () => {
  assert.deepEqual(textMark({ dx: 2 }), {
    type: 'text',
    style: 'guide-label',
    filled: false,
    strokeWidth: 0,
    fontSize: 11,
    dx: 2,
  });
});

test('data as CSV: quoted where needed, 4 significant digits, gaps empty', () => {
  const { values, format } = csvData(
    ['name', 'n'],
    [
      ['a,"b"', 1234567],
      ['c', 0.123456],
      ['d', Number.NaN],
      ['e', null],
    ],
    ['n'],
  );
  assert.equal(values, 'name,n\n"a,""b""",1234567\nc,0.1235\nd,\ne,');
  assert.deepEqual(format, { type: 'csv', parse: { n: 'number' } });
});

test('names inside expressions', () => {
  assert.equal(quoted("it's \\ a"), "'it\\'s \\\\ a'");
});

test('vega and vega-lite', () => {
  assert.ok(isPlainVega({ $schema: 'https://vega.github.io/schema/vega/v5.json' }));
  assert.ok(!isPlainVega({ $schema: 'https://vega.github.io/schema/vega-lite/v5.json' }));
  assert.ok(!isPlainVega({}));
});

test('lines that are compared can be told from both grounds (WCAG 2.2, 1.4.11)', () => {
  for (const ground of GROUNDS) {
    for (const color of SERIES_COLORS) assert.ok(contrast(color, ground) >= 3, `${color} on ${ground}`);
  }
});
