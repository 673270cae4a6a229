import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomHue } from '../../../../../src/layers/preprocessing/augmentation/random-hue.js';

before(ensureReady);

test('range of values and factor are in the config', () => {
  const { factor, value_range } = new RandomHue({ factor: 0.2, valueRange: [0, 1] }).getConfig();
  assert.deepEqual(
    [factor, value_range],
    [
      [0, 0.2],
      [0, 1],
    ],
  );
});
