import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { normalize } from '../../../../src/backends/operations/normalize.js';
import { assertClose } from '../../../oracle/oracle.js';

before(ensureReady);

test('vectors get length one, zero stays zero', () => {
  tf.tidy(() => {
    assertClose(
      normalize(
        tf.tensor([
          [3, 4],
          [0, 0],
        ]),
      ),
      [0.6, 0.8, 0, 0],
    );
    assertClose(
      normalize(
        tf.tensor([
          [3, 1],
          [4, 0],
        ]),
        0,
      ),
      [0.6, 1, 0.8, 0],
    );
  });
});
