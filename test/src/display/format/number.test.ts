import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  columnDecimals,
  formatCount,
  formatFixed,
  formatInColumn,
  formatProbability,
  formatShare,
  formatSignificant,
  formatSpeed,
} from '../../../../src/display/format/number.js';

test('fixed decimals, separators, a real minus', () => {
  assert.equal(formatFixed(1234567.891, 2), '1,234,567.89');
  assert.equal(formatFixed(-0.5, 1), '−0.5');
  assert.equal(formatFixed(-0.00001, 2), '0.00');
  assert.equal(formatFixed(Number.NaN, 2), 'NaN');
  assert.equal(formatFixed(-Infinity, 2), '−∞');
  assert.equal(formatCount(999), '999');
  assert.equal(formatCount(60_000), '60,000');
});

test('4 significant digits for a single value', () => {
  const cases: [number, string][] = [
    [0, '0'],
    [1, '1'],
    [0.0015, '0.0015'],
    [0.00075, '0.00075'],
    [0.136123, '0.1361'],
    [4.28125, '4.281'],
    [4215.4, '4,215'],
    [123456.7, '123,457'],
    [1e-5, '1e-5'],
    [1.54e-7, '1.54e-7'],
    [-2.5e-9, '−2.5e-9'],
    [6e23, '6e23'],
    [Infinity, '∞'],
  ];
  for (const [value, text] of cases) assert.equal(formatSignificant(value), text);
});

test('a column: 4 decimals, more for small values, at most 6, fewer for large ones', () => {
  assert.equal(columnDecimals([0.5, 0.25]), 4);
  assert.equal(columnDecimals([0.5, 0.00012]), 5);
  assert.equal(columnDecimals([0.5, 1.5e-7]), 6);
  assert.equal(columnDecimals([12_345.678]), 2);
  assert.equal(columnDecimals([1_234_567]), 0);
  assert.equal(columnDecimals([0, Number.NaN]), 4);
  assert.equal(columnDecimals([]), 4);
});

test('what a column cannot show with 2 digits has an exponent', () => {
  assert.equal(formatInColumn(1.5e-7, 6), '1.5e-7');
  assert.equal(formatInColumn(1.5e-5, 6), '0.000015');
  assert.equal(formatInColumn(0, 6), '0.000000');
  assert.equal(formatInColumn(1e-30, 0), '1e-30');
  assert.equal(formatInColumn(0.3, 0), '0.3');
  assert.equal(formatInColumn(-3, 4), '−3.0000');
  assert.equal(formatInColumn(4e20, 4), '4e20');
  assert.equal(formatInColumn(Infinity, 4), '∞');
});

test('shares, probabilities, speeds', () => {
  assert.equal(formatShare(0.084), '8.4 %');
  assert.equal(formatShare(1), '100.0 %');
  assert.equal(formatProbability(1), '100 %');
  assert.equal(formatProbability(0.9996), '100 %');
  assert.equal(formatProbability(0.99), '99.0 %');
  assert.equal(formatProbability(0.0512), '5.12 %');
  assert.equal(formatSpeed(4215.2), '4,215');
  assert.equal(formatSpeed(8.31), '8.3');
});
