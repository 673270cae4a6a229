import assert from 'node:assert/strict';
import { it } from 'node:test';
import { getLabelNames, getWordIndex, loadData } from '../../../src/datasets/reuters.js';
import { withoutNetwork } from './without-network.js';

it(
  'says what is missing and what cannot be; test/oracle/datasets.test.ts loads it',
  withoutNetwork(async () => {
    await assert.rejects(loadData(), /^ValueError: datasets\.reuters\.loadData: expected \S+ in /);
    await assert.rejects(
      getWordIndex(),
      /datasets\.reuters\.getWordIndex: expected reuters_word_index\.json in /,
    );
    await assert.rejects(loadData({ testSplit: 2 }), /testSplit must be a number in \[0, 1\]/);
    assert.deepEqual([getLabelNames().length, getLabelNames()[3]], [46, 'earn']);
  }),
);
