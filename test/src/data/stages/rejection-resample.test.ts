import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

describe('rejectionResample', () => {
  before(ensureReady);
  /** Classes 0, 1, 2 in shares of 0.6, 0.3 and 0.1. */
  const data = Dataset.range(4000).map(
    (x) => [0, 0, 0, 0, 0, 0, 1, 1, 1, 2][(x.dataSync()[0] as number) % 10] as number,
  );
  const shares = async (target: number[], options: object) => {
    const found = (await collect(data.rejectionResample((x) => x, target, options))) as [number, number][];
    assert.ok(found.every(([one, element]) => one === element));
    return target.map((_, i) => found.filter(([one]) => one === i).length / found.length);
  };

  it('gives classes as often as they are wanted', async () => {
    for (const target of [
      [0.2, 0.3, 0.5],
      [0.6, 0.3, 0.1],
      [0.5, 0.5, 0],
    ]) {
      for (const initialDist of [[0.6, 0.3, 0.1], undefined]) {
        const found = await shares(target, { seed: 3, initialDist });
        for (const [i, share] of found.entries())
          assert.ok(Math.abs(share - (target[i] as number)) < 0.05, `${found} for ${target}, ${initialDist}`);
      }
    }
  });
  it('refuses shares that are none, and other classes', async () => {
    assert.throws(
      () => data.rejectionResample((x) => x, [0.5, 0.2]),
      /targetDist must be 2 shares that add up to 1/,
    );
    await assert.rejects(shares([0.5, 0.5], { seed: 1 }), /expected a class in \[0, 1\]; received 2/);
  });
});
