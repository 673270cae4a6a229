import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricFamily } from '../../../src/metrics/get.js';
import '../../../src/metrics/registered.js';

test('every metric is known under its name in any case', () => {
  const { registry } = metricFamily;
  assert.equal(registry.list().length, 45);
  for (const name of registry.list()) assert.equal(registry.find(name.toLowerCase()), registry.get(name));
});
