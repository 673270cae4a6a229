import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toPoints, toUnits } from '../../../kernel/protocol/cursor.js';

test('positions after an emoji differ by one', () => {
  const code = '"😀é".len';
  assert.equal(toUnits(code, 8), 9);
  assert.equal(toPoints(code, 9), 8);
});

test('every position of plain and of mixed text goes there and back', () => {
  for (const code of ['', 'plain', '😀😀', 'a😀b']) {
    for (let points = 0; points <= [...code].length; points++) {
      assert.equal(toPoints(code, toUnits(code, points)), points);
    }
  }
});

test('positions past the end are the end', () => {
  assert.equal(toUnits('ab', 99), 2);
  assert.equal(toPoints('😀', 99), 1);
});
