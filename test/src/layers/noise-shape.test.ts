import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { noiseShapeFor } from '../../../src/layers/noise-shape.js';

before(ensureReady);

test("null takes the input's size, and no shape takes all of them", () => {
  const layer = { className: 'Dropout', name: 'd' };
  const x = tf.zeros([2, 3]);
  assert.deepEqual(noiseShapeFor({ ...layer, noiseShape: null }, x), [2, 3]);
  assert.deepEqual(noiseShapeFor({ ...layer, noiseShape: [null, 1] }, x), [2, 1]);
  assert.throws(
    () => noiseShapeFor({ ...layer, noiseShape: [1] }, x),
    /Dropout d: expected noiseShape with 2 axes, as the input has; received \(1,\)/,
  );
});
