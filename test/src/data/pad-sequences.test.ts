import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { padSequences } from '../../../src/data/pad-sequences.js';

describe('padSequences', () => {
  before(ensureReady);

  it('fills up and cuts off in front by default; test/oracle/datasets.test.ts compares', () => {
    assert.deepEqual(padSequences([[1], [2, 3], [4, 5, 6]], { maxlen: 2 }).arraySync(), [
      [0, 1],
      [2, 3],
      [5, 6],
    ]);
    assert.deepEqual(padSequences([Int32Array.of(1, 2)], { maxlen: 3, padding: 'post' }).arraySync(), [
      [1, 2, 0],
    ]);
  });

  it('refuses what are no sequences of numbers', () => {
    assert.throws(
      () => padSequences('text' as never),
      /expected a list of sequences of numbers; received "text"/,
    );
    assert.throws(() => padSequences([[1], 2 as never]), /received 2/);
    assert.throws(() => padSequences([['a'] as never]), /received \["a"\]/);
    assert.throws(
      () => padSequences([[1]], { maxLen: 2 } as never),
      /unknown option maxLen; did you mean maxlen/,
    );
  });
});
