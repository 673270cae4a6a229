import assert from 'node:assert/strict';
import { it } from 'node:test';
import { limited, prepared, sequencesOf, wordOptions } from '../../../src/datasets/word-sequences.js';

it('words are moved, left out and replaced; test/oracle/datasets.test.ts compares', () => {
  const sequences = {
    texts: [
      [1, 5],
      [2, 3, 4],
    ],
    labels: [0, 1],
  };
  const options = (given: object) => wordOptions('load', given);
  assert.deepEqual(prepared(sequences, options({})).texts, [
    [1, 4, 8],
    [1, 5, 6, 7],
  ]);
  assert.deepEqual(prepared(sequences, options({ startChar: null, indexFrom: 0, maxlen: 3 })), {
    texts: [[1, 5]],
    labels: [0],
  });
  assert.deepEqual(limited([[1, 4, 8]], options({ numWords: 8, skipTop: 2 })), [[2, 4, 2]]);
  assert.deepEqual(limited([[1, 4, 8]], options({ oovChar: null })), [[1, 4]]);
  assert.throws(
    () => sequencesOf('load', { shape: [1], data: Int32Array.of(1) }, undefined),
    /load: expected lists of words/,
  );
});
