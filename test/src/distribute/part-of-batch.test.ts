import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partOfBatch } from '../../../src/distribute/part-of-batch.js';

describe('partOfBatch', () => {
  const parts = (size: number, replicas: number) =>
    Array.from({ length: replicas }, (_, id) => partOfBatch(size, id, replicas));

  it('covers each row once, the first replicas with one more', () => {
    assert.deepEqual(parts(8, 2), [
      { start: 0, count: 4 },
      { start: 4, count: 4 },
    ]);
    assert.deepEqual(parts(7, 3), [
      { start: 0, count: 3 },
      { start: 3, count: 2 },
      { start: 5, count: 2 },
    ]);
  });

  it('leaves replicas empty where there are more of them than rows', () => {
    assert.deepEqual(
      parts(1, 3).map(({ count }) => count),
      [1, 0, 0],
    );
  });
});
