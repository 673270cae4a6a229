import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '../../../../src/backends/gradients/gradients.js';
import { INTERPOLATIONS, resizeImages, weightMatrix } from '../../../../src/backends/operations/resize.js';
import { wasm } from '../../../../src/backends/wasm.js';
import { gradientsAgree } from '../central-differences.js';
import { ramp } from '../kernels/on-both-backends.js';

before(() => wasm.load());

test('pixel centres lie at halves', () => {
  assert.deepEqual([...weightMatrix(2, 4, 'bilinear').dataSync()], [1, 0, 0.75, 0.25, 0.25, 0.75, 0, 1]);
  assert.deepEqual([...weightMatrix(3, 2, 'nearest').dataSync()], [1, 0, 0, 0, 0, 1]);
});

for (const interpolation of INTERPOLATIONS) {
  test(`${interpolation}: the weights of a pixel add up to 1, and its own size leaves an image as it is`, () => {
    for (const sum of tf.sum(weightMatrix(5, 8, interpolation), 1).dataSync())
      assert.ok(Math.abs(sum - 1) < 1e-6);
    const x = ramp([1, 4, 3, 2]);
    const same = resizeImages(x, [4, 3], interpolation);
    assert.ok(tf.max(tf.abs(tf.sub(same, x))).dataSync()[0]! < 1e-6);
  });

  test(`${interpolation}: the gradient agrees with central differences, also for several images`, () => {
    gradientsAgree((x) => resizeImages(x, [5, 2], interpolation), [ramp([2, 3, 4, 2])]);
  });
}
