import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as ops from '../../../../../src/layers/ops/image/warps.js';
import { assertClose } from '../../../../oracle/oracle.js';
import { compareOps } from '../against-keras.js';

compareOps('warps', ops, 'ops_images');

it('elasticTransform moves pixels smoothly, the same way for the same seed, and not at all for alpha 0', async () => {
  const image = tf.randomUniform([12, 10, 2]);
  const still = ops.elasticTransform(image, { alpha: 0, sigma: 2 });
  assertClose(await still.data(), await image.data(), 1e-6);
  const once = ops.elasticTransform(image, 4, 2, { seed: 3 });
  assert.deepEqual(once.shape, image.shape);
  assert.deepEqual(await once.data(), await ops.elasticTransform(image, 4, 2, { seed: 3 }).data());
  assert.ok((await once.sub(image).abs().max().data())[0]! > 1e-3);
  assert.throws(() => ops.mapCoordinates(image, [[1]], 1), /one row for each axis/);
});
