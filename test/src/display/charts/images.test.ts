import assert from 'node:assert/strict';
import { test } from 'node:test';
import { images } from '../../../../src/display/charts/images.js';
import { DISPLAY, type Shown } from '../../../../src/display/displayable.js';
import { assertGolden, widest } from '../golden.js';
import { assertSurvivesSanitizer } from '../sanitizer.js';
import { compileStrictly } from './compile.js';
import { sampleImages } from './sample-images.js';

const { images: pixels, labels } = sampleImages(10);
const predictions = labels.map((label, index) => {
  const share = 0.55 + 0.045 * index;
  const guess = index === 3 || index === 6 ? 1 - label : label;
  return guess === 0 ? [share, 1 - share] : [1 - share, share];
});
const html = (chart: ReturnType<typeof images>) => String((chart[DISPLAY]() as Shown).data['text/html']);

test('as its golden files', () => {
  const chart = images(pixels, { labels, predictions });
  assertSurvivesSanitizer(html(chart));
  assertGolden('image-grid.html', html(chart), /(?<=base64,)[^"]*/g);
  assert.ok(widest(chart.toString(80)) <= 80);
  assertGolden('image-grid.txt', chart.toString(80));
  compileStrictly(chart.spec);
});

test('every image has an alternative text; wrong ones say so in words', () => {
  const text = html(images(pixels, { labels, predictions, classNames: ['ring', 'bar'] }));
  assert.equal(text.match(/<img /g)?.length, 10);
  assert.match(text, /alt="Image 0: a ring, predicted right"/);
  assert.match(text, /alt="Image 3: a bar, predicted ring, wrong"/);
  assert.match(text, /<b>ring<\/b>, is <b>bar<\/b>/);
});

test('at most 24, or those that are asked for', () => {
  const many = images(sampleImages(30).images);
  assert.equal(html(many).match(/<img /g)?.length, 24);
  assert.match(many.toString(80), /^24 images[\s\S]*\(6 more images not shown\)$/);
  const two = images(pixels, { indices: [4, 7] });
  assert.match(html(two), /title="image 4"[\s\S]*title="image 7"/);
});

test('saves as a picture', async () => {
  const svg = await images(pixels, { labels, predictions }).toSvg();
  assert.equal(svg.match(/<image /g)?.length, 10);
  assert.match(svg, /is 1</);
});
