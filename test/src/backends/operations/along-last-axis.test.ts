import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { alongLastAxis } from '../../../../src/backends/operations/along-last-axis.js';
import { assertClose } from '../../../oracle/oracle.js';

before(ensureReady);

test('another axis takes the place of the last', () => {
  tf.tidy(() => {
    const x = tf.tensor([
      [1, 2],
      [3, 5],
    ]);
    const cumulated = (axis: number) => alongLastAxis('cumsum', x, axis, (y) => tf.cumsum(y, y.rank - 1));
    assertClose(cumulated(-1), [1, 3, 3, 8]);
    assertClose(cumulated(0), [1, 2, 4, 7]);
    assert.throws(() => cumulated(2), /cumsum: axis must be in \[-2, 1\]/);
  });
});
