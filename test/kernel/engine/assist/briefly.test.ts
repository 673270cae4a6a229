import assert from 'node:assert/strict';
import { test } from 'node:test';
import { briefly } from '../../../../kernel/engine/assist/briefly.js';

test('work that ends gives its value, or its error', () => {
  assert.deepEqual(
    briefly(() => undefined),
    { value: undefined },
  );
  assert.throws(() => briefly(() => assert.fail('as it is')), /as it is/);
  assert.deepEqual(
    briefly(() => briefly(() => 1)),
    { value: { value: 1 } },
  );
});

test('work that does not end is ended', () => {
  const endless = () => {
    for (;;);
  };
  assert.equal(briefly(endless, 20), undefined);
  assert.deepEqual(
    briefly(() => 2),
    { value: 2 },
  );
});
