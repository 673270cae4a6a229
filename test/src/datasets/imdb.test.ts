import assert from 'node:assert/strict';
import { it } from 'node:test';
import { getWordIndex, loadData } from '../../../src/datasets/imdb.js';
import { withoutNetwork } from './without-network.js';

it(
  'says what is missing and what cannot be; test/oracle/datasets.test.ts loads it',
  withoutNetwork(async () => {
    await assert.rejects(loadData(), /^ValueError: datasets\.imdb\.loadData: expected \S+ in /);
    await assert.rejects(getWordIndex(), /datasets\.imdb\.getWordIndex: expected imdb_word_index\.json in /);
    await assert.rejects(loadData({ numWords: 0 }), /numWords must be a positive integer/);
    await assert.rejects(loadData({ maxLen: 3 } as never), /unknown option maxLen; did you mean maxlen/);
  }),
);
