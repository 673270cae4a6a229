import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryHtml } from '../../../../src/display/summary/summary-html.js';
import { assertGolden } from '../golden.js';
import { SUMMARY } from '../sample-summary.js';
import { assertSurvivesSanitizer } from '../sanitizer.js';

test('looks like its golden file', () => {
  assertGolden('model-summary.html', summaryHtml(SUMMARY));
});

test('needs nothing that an untrusted notebook strips', () => {
  assertSurvivesSanitizer(summaryHtml(SUMMARY));
});

test('names are escaped', () => {
  const [first] = SUMMARY.layers;
  const html = summaryHtml({ ...SUMMARY, name: '<b>"x"', layers: [{ ...first!, name: '<i>' }] });
  assert.ok(html.includes('&lt;b&gt;&quot;x&quot;'));
  assert.ok(!html.includes('<i>'));
});

test('more than 20 layers: nested models are closed', () => {
  const [nested, ...rest] = SUMMARY.layers;
  assert.match(summaryHtml(SUMMARY), /<details open>/);
  const many = summaryHtml({ ...SUMMARY, layers: [nested!, ...Array(20).fill(rest[0])] });
  assert.match(many, /<details>/);
  assert.doesNotMatch(many, /<details open>/);
});

test('a bar stands beside its number, and a nested model has a paler one', () => {
  const html = summaryHtml(SUMMARY);
  assert.match(html, /background:rgba\(47,127,193,0.45\)"><\/span><span style="font-size:11px">9.3 %/);
  assert.match(html, /width:38px;[^>]*background:#2f7fc1"><\/span><span style="font-size:11px">86.3 %/);
});
