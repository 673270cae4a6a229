import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { SeedGenerator } from '../../../src/backends/random.js';
import { dropoutMask } from '../../../src/layers/dropout-mask.js';

describe('dropoutMask', () => {
  before(ensureReady);

  it('drops about the share, and keeps the mean', () => {
    const values = dropoutMask([10_000], 0.2, new SeedGenerator(1)).dataSync();
    const dropped = values.filter((value) => value === 0).length;
    assert.ok(Math.abs(dropped - 2000) < 200, `${dropped} dropped`);
    assert.ok(values.every((value) => value === 0 || Math.abs(value - 1.25) < 1e-6));
  });

  it('drops nothing or all at the ends', () => {
    assert.deepEqual([...dropoutMask([3], 0, 1).dataSync()], [1, 1, 1]);
    assert.deepEqual([...dropoutMask([3], 1, 1).dataSync()], [0, 0, 0]);
  });

  it('goes on with a generator', () => {
    const seed = new SeedGenerator(3);
    assert.notDeepEqual(
      [...dropoutMask([64], 0.5, seed).dataSync()],
      [...dropoutMask([64], 0.5, seed).dataSync()],
    );
  });
});
