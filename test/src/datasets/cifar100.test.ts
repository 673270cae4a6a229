import assert from 'node:assert/strict';
import { it } from 'node:test';
import { loadData } from '../../../src/datasets/cifar100.js';
import { withoutNetwork } from './without-network.js';

it(
  'says what is missing and what cannot be; test/oracle/datasets.test.ts loads it',
  withoutNetwork(async () => {
    await assert.rejects(loadData(), /^ValueError: datasets\.cifar100\.loadData: expected \S+ in /);
    await assert.rejects(
      loadData({ labelMode: 'all' as never }),
      /labelMode must be one of 'fine', 'coarse'/,
    );
  }),
);
