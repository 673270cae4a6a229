import assert from 'node:assert/strict';
import { it } from 'node:test';
import { loadHousing } from '../../../src/datasets/housing.js';
import { SOURCES } from '../../../src/datasets/sources.js';

it('refuses splits and seeds that cannot be; test/oracle/datasets.test.ts loads some', async () => {
  const load = (options: object) => loadHousing('load', 'boston-housing', SOURCES.bostonHousing, options);
  await assert.rejects(load({ testSplit: -1 }), /load: testSplit must be a number in \[0, 1\); received -1/);
  await assert.rejects(load({ seed: 0.5 }), /load: seed must be an integer of at least 0; received 0\.5/);
});
