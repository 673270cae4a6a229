import assert from 'node:assert/strict';
import { it } from 'node:test';
import { loadData } from '../../../src/datasets/california-housing.js';
import { withoutNetwork } from './without-network.js';

it(
  'says what is missing and what cannot be; test/oracle/datasets.test.ts loads it',
  withoutNetwork(async () => {
    await assert.rejects(loadData(), /^ValueError: datasets\.californiaHousing\.loadData: expected \S+ in /);
    await assert.rejects(loadData({ version: 'huge' as never }), /version must be one of 'large', 'small'/);
  }),
);
