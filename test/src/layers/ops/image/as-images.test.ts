import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { ofImages } from '../../../../../src/layers/ops/image/as-images.js';

before(ensureReady);

it('ofImages gives batches, channels last, and takes them back', () => {
  const seen: number[][] = [];
  const same = (batch: tf.Tensor) => {
    seen.push(batch.shape);
    return batch;
  };
  assert.deepEqual(ofImages('resize', tf.ones([3, 4, 5]), 'channels_first', same).shape, [3, 4, 5]);
  assert.deepEqual(ofImages('resize', tf.ones([2, 4, 5, 3]), null, same).shape, [2, 4, 5, 3]);
  assert.deepEqual(seen, [
    [1, 4, 5, 3],
    [2, 4, 5, 3],
  ]);
  assert.throws(
    () => ofImages('resize', [1, 2], null, same),
    /ops.image.resize: expected an image \(3 axes\)/,
  );
});
