import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomTranslation } from '../../../../../src/layers/preprocessing/augmentation/random-translation.js';

before(ensureReady);

test('what is between pixels and outside is in the config in Keras’s form', () => {
  const { fill_value, interpolation } = new RandomTranslation({
    heightFactor: 0,
    widthFactor: 0,
    fillValue: 2,
    interpolation: 'nearest',
  }).getConfig();
  assert.deepEqual([fill_value, interpolation], [2, 'nearest']);
  assert.throws(
    () => new RandomTranslation({ heightFactor: 0, widthFactor: 0, interpolation: 'cubic' as 'nearest' }),
    /RandomTranslation.*interpolation/,
  );
});
