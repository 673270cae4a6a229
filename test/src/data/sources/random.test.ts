import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

describe('random', () => {
  before(ensureReady);
  it('gives integers that a seed fixes, other ones in each reading if told to', async () => {
    const numbers = Dataset.random({ seed: 1 }).take(50);
    const found = (await collect(numbers)) as number[];
    assert.deepEqual(await collect(numbers), found);
    assert.ok(new Set(found).size > 40 && found.every((n) => n >= 0 && n < 2 ** 31));
    const others = Dataset.random({ seed: 1, rerandomizeEachIteration: true }).take(3);
    assert.notDeepEqual(await collect(others), await collect(others));
  });
});
