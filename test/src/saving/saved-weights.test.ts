import assert from 'node:assert/strict';
import { before, describe, it, mock } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Variable } from '../../../src/backends/variable.js';
import { h5At, makeGroup } from '../../../src/saving/hdf5/h5-tree.js';
import type { Saveable } from '../../../src/saving/saveable.js';
import { assignWeights, weightsGroup } from '../../../src/saving/saved-weights.js';

const saveable = (
  values: readonly tf.Tensor[],
  parts = {},
  optional = false,
): Saveable & { variables: Variable[] } => {
  const variables = values.map((value) => new Variable(value, { name: 'w' }));
  return { name: 'thing', className: 'Thing', variables, savedState: () => ({ variables, parts, optional }) };
};

describe('weights in files', () => {
  before(ensureReady);

  it('go out and come back, integers with 64 bits', async () => {
    const inner = saveable([tf.tensor1d([5, 6], 'int32')]);
    const root = saveable([tf.ones([2, 2])], { inner });
    const file = await weightsGroup(root);
    assert.ok((h5At(file, 'inner/vars/0') as { data: unknown }).data instanceof BigInt64Array);
    inner.variables[0]!.assign([0, 0]);
    assignWeights(root, file, 'test');
    assert.deepEqual(inner.variables[0]!.arraySync(), [5, 6]);
    assert.equal(inner.variables[0]!.dtype, 'int32');
  });

  it('that do not fit change nothing, are left out if asked, and let an optimizer begin afresh', async () => {
    const file = await weightsGroup(saveable([tf.ones([2])], { inner: saveable([tf.ones([3])]) }));
    const inner = saveable([tf.zeros([4])]);
    const root = saveable([tf.zeros([2])], { inner });
    assert.throws(
      () => assignWeights(root, file, 'test'),
      /test: Thing thing expected w of shape \(4,\); received \(3,\)/,
    );
    assert.deepEqual(root.variables[0]!.arraySync(), [0, 0]);
    const warn = mock.method(console, 'warn', () => undefined);
    assignWeights(root, file, 'test', { skipMismatch: true });
    assert.deepEqual(
      [root.variables[0]!.arraySync(), inner.variables[0]!.arraySync()],
      [
        [1, 1],
        [0, 0, 0, 0],
      ],
    );
    assert.equal(warn.mock.callCount(), 1);
    const optimizer = saveable([tf.zeros([]), tf.zeros([])], {}, true);
    makeGroup(file, 'inner/vars').children.clear();
    assignWeights(saveable([tf.zeros([2])], { inner: optimizer }), file, 'test');
    assert.equal(warn.mock.callCount(), 1, 'an optimizer that was never built is no surprise');
    warn.mock.restore();
  });

  it('that are too large integers are refused', async () => {
    const root = saveable([tf.scalar(1, 'int32')]);
    const file = await weightsGroup(root);
    makeGroup(file, 'vars').children.set('0', { shape: [], data: BigInt64Array.of(2n ** 40n) });
    assert.throws(() => assignWeights(root, file, 'test'), /expected integers of 32 bits/);
  });
});
