import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GridChart } from '../../../../src/display/charts/grid-chart.js';
import { DISPLAY } from '../../../../src/display/displayable.js';
import { assertSurvivesSanitizer } from '../sanitizer.js';
import { compileStrictly } from './compile.js';

const pixels = { width: 2, height: 2, channels: 1 as const, bytes: new Uint8Array([0, 85, 170, 255]) };

test('images with captions, notes and words for a screen reader; as HTML and as a picture', () => {
  const chart = new GridChart(
    {
      label: 'A <grid>',
      state: 'Two & two',
      details: 'dim',
      cells: [
        { index: 0, pixels, caption: 'a<b', note: '1 %', alt: 'the first', marked: true },
        { index: 1, pixels, caption: '', captionHtml: '<b>x</b>', note: '', alt: 'the second' },
      ],
    },
    () => 'text',
  );
  const { data } = chart[DISPLAY]() as { data: Record<string, string> };
  const html = data['text/html']!;
  assertSurvivesSanitizer(html);
  assert.match(html, /aria-label="A &lt;grid&gt;".*Two &amp; two/s);
  assert.match(html, /alt="the first".*a&lt;b<br><span[^>]*>1 %.*alt="the second".*<b>x<\/b>/s);
  assert.equal(data['text/plain'], 'text');
  compileStrictly(chart.spec);
  assert.match(JSON.stringify(chart.spec), /"Two & two: 2 images\."/);
});
