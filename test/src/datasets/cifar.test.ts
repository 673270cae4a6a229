import assert from 'node:assert/strict';
import { it } from 'node:test';
import { loadCifar } from '../../../src/datasets/cifar.js';
import { SOURCES } from '../../../src/datasets/sources.js';
import { withoutNetwork } from './without-network.js';

it(
  'wants its archive; test/oracle/datasets.test.ts loads some',
  withoutNetwork(async () => {
    const parts = { train: ['a'], test: 'b', labels: 'labels' };
    await assert.rejects(
      loadCifar('load', 'cifar10', SOURCES.cifar10, parts),
      /load: expected cifar-10-python\.tar\.gz in /,
    );
  }),
);
