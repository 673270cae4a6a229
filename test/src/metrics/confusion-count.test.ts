import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { FalseNegatives, TruePositives } from '../../../src/metrics/index.js';
import { assertClose, withoutLeaks } from '../../oracle/oracle.js';

before(ensureReady);

test('one threshold gives a scalar, several a list; thresholds outside [0, 1] are refused', () => {
  withoutLeaks(() => {
    const [one, three] = [new TruePositives(), new FalseNegatives({ thresholds: [0.1, 0.5, 0.9] })];
    tf.tidy(() => {
      one.updateState([0, 1, 1], [0.9, 0.6, 0.2]);
      three.updateState([0, 1, 1], [0.9, 0.6, 0.2]);
      assert.deepEqual(one.result().shape, []);
      assertClose(one.result(), 1);
      assertClose(three.result(), [0, 1, 2]);
    });
    one.dispose();
    three.dispose();
  });
  assert.throws(
    () => new TruePositives({ thresholds: [0.5, 2] }),
    /TruePositives: thresholds must be a number in \[0, 1\]; received 2/,
  );
});
