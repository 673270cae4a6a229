import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { scaleToNorm } from '../../../src/constraints/norms.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('vectors get the wanted length; zero stays zero', () => {
  tf.tidy(() => {
    const w = tf.tensor([
      [3, 0],
      [4, 0],
    ]);
    assertClose(
      scaleToNorm(w, 0, (norms) => tf.fill(norms.shape, 10)),
      [6, 0, 8, 0],
    );
    assertClose(
      scaleToNorm(w, [0, 1], () => tf.fill([1, 1], 1)),
      [0.6, 0, 0.8, 0],
    );
  });
});
