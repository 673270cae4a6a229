import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutGraph } from '../../../../src/display/charts/graph-layout.js';

test('each node stands below what feeds it', () => {
  const { rows, x, width, height } = layoutGraph(
    3,
    [
      [0, 1],
      [1, 2],
    ],
    100,
  );
  assert.deepEqual([rows, x, width, height], [[0, 1, 2], [50, 50, 50], 100, 3]);
});

test('an arrow that skips a row passes beside the box', () => {
  const { x, paths } = layoutGraph(
    3,
    [
      [0, 1],
      [1, 2],
      [0, 2],
    ],
    100,
  );
  const skip = paths[2]!;
  assert.deepEqual(
    skip.map(({ row }) => row),
    [0, 1, 2],
  );
  assert.ok(Math.abs(skip[1]!.x - x[1]!) > 50, `${skip[1]!.x} against ${x[1]}`);
});

test('boxes of a row do not overlap, and stay within the picture', () => {
  const { rows, x, width } = layoutGraph(
    6,
    [
      [0, 3],
      [1, 4],
      [2, 5],
      [0, 5],
    ],
    80,
  );
  for (const row of [0, 1]) {
    const places = x.filter((_, index) => rows[index] === row).sort((a, b) => a - b);
    places.slice(1).forEach((place, index) => {
      assert.ok(place - places[index]! >= 80);
    });
    assert.ok(places[0]! >= 40 && places.at(-1)! <= width - 40);
  }
});

test('nothing to lay out', () => {
  assert.deepEqual(layoutGraph(0, [], 80).rows, []);
});
