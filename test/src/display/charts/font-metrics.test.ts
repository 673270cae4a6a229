import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { readFontMetrics } from '../../../../src/display/charts/font-metrics.js';

const file = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf');
const sans = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

test('in a monospaced font every character is as wide as the others', () => {
  const mono = readFontMetrics(readFileSync(file));
  assert.ok(Math.abs(mono.width('0') - 0.602) < 0.001, String(mono.width('0')));
  assert.equal(mono.width('i'), mono.width('W'));
  assert.equal(mono.width('−'), mono.width('0'));
  assert.ok(Math.abs(mono.width('abc') - 3 * mono.width('a')) < 1e-12);
});

test('in a proportional one they differ as they should', () => {
  const { width } = readFontMetrics(readFileSync(sans));
  assert.ok(width('i') < width('n') && width('n') < width('W'));
  assert.ok(Math.abs(width('0') - 0.636) < 0.001, String(width('0')));
  assert.equal(width(''), 0);
  assert.ok(width('\u{1f600}') > 0);
});

test('what is no font is refused', () => {
  assert.throws(() => readFontMetrics(new Uint8Array(64)), /font: table head is missing/);
});
