import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inOrder } from '../../../src/support/positional.js';

it('inOrder puts options at the end in their places', () => {
  const params = ['x', 'axis', 'keepdims'];
  assert.deepEqual(inOrder('ops.sum', params, [1, 2]), [1, 2]);
  assert.deepEqual(inOrder('ops.sum', params, [1, { keepdims: true }]), [1, undefined, true]);
  assert.deepEqual(inOrder('ops.sum', params, [{ a: 1 }]), [{ a: 1 }]);
  assert.throws(
    () => inOrder('ops.sum', params, [1, 2, 3, 4]),
    /ops.sum: expected at most 3 arguments, x, axis, keepdims; received 4/,
  );
  assert.throws(() => inOrder('ops.sum', params, [1, 2, { axis: 1 }]), /unknown option axis/);
});
