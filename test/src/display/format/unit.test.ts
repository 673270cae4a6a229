import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBytes, formatList, formatPlural, formatSeconds } from '../../../../src/display/format/unit.js';

test('bytes with 3 digits', () => {
  const cases: [number, string][] = [
    [0, '0 B'],
    [896, '896 B'],
    [999, '999 B'],
    [1000, '0.98 KiB'],
    [1536, '1.50 KiB'],
    [100_454, '98.1 KiB'],
    [900_648, '880 KiB'],
    [11.5 * 2 ** 20, '11.5 MiB'],
    [3 * 2 ** 40, '3.00 TiB'],
  ];
  for (const [bytes, text] of cases) assert.equal(formatBytes(bytes), text);
});

test('times', () => {
  const cases: [number, string][] = [
    [0, '0.0 s'],
    [0.0312, '31 ms'],
    [0.5, '0.5 s'],
    [1.44, '1.4 s'],
    [59.94, '59.9 s'],
    [59.96, '1 min 00 s'],
    [125, '2 min 05 s'],
    [3599.6, '1 h 00 min'],
    [3900, '1 h 05 min'],
  ];
  for (const [seconds, text] of cases) assert.equal(formatSeconds(seconds), text);
});

test('words', () => {
  assert.equal(formatPlural(1, 'epoch'), '1 epoch');
  assert.equal(formatPlural(1200, 'epoch'), '1,200 epochs');
  assert.equal(formatList([]), '');
  assert.equal(formatList(['a']), 'a');
  assert.equal(formatList(['a', 'b', 'c']), 'a, b and c');
});
