import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plotLines } from '../../../../src/display/format/plot.js';

test('a line from corner to corner, between axes', () => {
  const line = [
    [0, 0],
    [1, 1],
  ] as const;
  assert.deepEqual(plotLines([line], { width: 4, height: 2 }), ['1 ┤⠀⠀⡠⠊', '0 ┤⡠⠊⠀⠀', '  └────', '   0  1']);
});
