import assert from 'node:assert/strict';
import { it } from 'node:test';
import { labelsAndOptions } from '../../../src/models/labels-and-options.js';

const split = (x: unknown, second?: unknown, third?: object) =>
  labelsAndOptions('fit', ['epochs', 'verbose'], [x, second, third]);

it('the second argument is labels for data and options for a data set', () => {
  const options = { epochs: 2 };
  assert.deepEqual(split([1], [2], options), [[2], options]);
  assert.deepEqual(split([1], [2]), [[2], {}]);
  assert.deepEqual(split([1]), [undefined, {}]);
  assert.deepEqual(split([1], { out: [2] }), [{ out: [2] }, {}]);
  function* batches() {}
  assert.deepEqual(split(batches(), options), [undefined, options]);
  assert.deepEqual(split(batches), [undefined, {}]);
});

it('options in the place of labels are told', () => {
  assert.throws(
    () => split([1], { epochs: 2 }),
    /^ValueError: fit: expected labels behind the data; received options, { epochs }\.\nFix: .*null/,
  );
});
