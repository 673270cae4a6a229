import assert from 'node:assert/strict';
import { it } from 'node:test';
import { loadData } from '../../../src/datasets/boston-housing.js';
import { withoutNetwork } from './without-network.js';

it(
  'says what is missing and what cannot be; test/oracle/datasets.test.ts loads it',
  withoutNetwork(async () => {
    await assert.rejects(loadData(), /^ValueError: datasets\.bostonHousing\.loadData: expected \S+ in /);
    await assert.rejects(loadData({ testSplit: 1 }), /testSplit must be a number in \[0, 1\)/);
  }),
);
