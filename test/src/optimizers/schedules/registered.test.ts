import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scheduleFamily } from '../../../../src/optimizers/schedules/get.js';
import '../../../../src/optimizers/schedules/registered.js';

test('the six schedules are known', () => {
  assert.deepEqual(scheduleFamily.registry.list(), [
    'CosineDecay',
    'CosineDecayRestarts',
    'ExponentialDecay',
    'InverseTimeDecay',
    'PiecewiseConstantDecay',
    'PolynomialDecay',
  ]);
});
