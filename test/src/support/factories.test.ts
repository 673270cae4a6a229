import assert from 'node:assert/strict';
import { it } from 'node:test';
import { factories } from '../../../src/support/factories.js';

class Point {
  constructor(
    readonly x: number,
    readonly y = 0,
  ) {}
}

it('a factory makes an instance with the same arguments', () => {
  const { point } = factories({ point: Point });
  const made = point(3, 4);
  assert.ok(made instanceof Point);
  assert.deepEqual([made.x, made.y], [3, 4]);
  assert.notEqual(point(1), point(1));
});
