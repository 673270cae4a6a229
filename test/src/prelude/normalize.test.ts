import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { normalize } from '../../../src/prelude/normalize.js';

before(ensureReady);

it('normalize divides vectors by their norm, and leaves those of norm 0', () => {
  const close = (found: unknown, expected: number[]) =>
    (found as number[][]).flat().forEach((value, i) => {
      assert.ok(Math.abs(value - expected[i]!) < 1e-6, `${value} at ${i}`);
    });
  close(
    normalize([
      [3, 4],
      [0, 0],
    ]).arraySync(),
    [0.6, 0.8, 0, 0],
  );
  close(
    normalize(
      [
        [3, -4],
        [1, 0],
      ],
      0,
      1,
    ).arraySync(),
    [0.75, -1, 0.25, 0],
  );
  close(normalize([[3, -4]], -1, Infinity).arraySync(), [0.75, -1]);
});
