import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import * as ops from '../../../../src/layers/ops/create.js';
import { compareOps } from './against-keras.js';

before(ensureReady);

compareOps('create', ops, 'ops_arrays');

it('texts and complex numbers become tensors, integers of 8 bits wrap', async () => {
  assert.deepEqual(ops.array(['a', 'b'], 'string').arraySync(), ['a', 'b']);
  assert.deepEqual(await ops.array([300, -1], 'uint8').array(), [44, 255]);
  // wasm has no kernels that would read them.
  for (const found of [ops.full([2], 3, 'complex64'), ops.onesLike(tf.complex([5, 6], [7, 8]))])
    assert.deepEqual([found.dtype, found.shape], ['complex64', [2]]);
});

it('options of meshgrid stand behind the vectors', () => {
  const [a] = ops.meshgrid([1, 2], [3, 4, 5], { indexing: 'ij' });
  assert.deepEqual(a!.shape, [2, 3]);
  assert.throws(() => ops.meshgrid([1, 2], { indexed: 'ij' } as never), /unknown option indexed/);
});
