import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration } from '../../../../kernel/engine/magics/duration.js';

test('times have three digits and a unit that fits', () => {
  const found = [0.0000421, 0.0421, 1, 12.345, 123.4, 999, 1400, 59_990, 125_000].map(duration);
  assert.deepEqual(found, [
    '42.1 ns',
    '42.1 µs',
    '1 ms',
    '12.3 ms',
    '123 ms',
    '999 ms',
    '1.4 s',
    '60 s',
    '2 min 05 s',
  ]);
});
