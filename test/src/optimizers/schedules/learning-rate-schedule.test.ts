import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { LearningRateSchedule } from '../../../../src/optimizers/schedules/index.js';
import { assertClose, withoutLeaks } from '../../../oracle/oracle.js';

class Halving extends LearningRateSchedule {
  override call(step: tf.Tensor): tf.Tensor {
    return tf.div(0.1, tf.pow(2, tf.floor(tf.div(step, 1000))));
  }
}

before(ensureReady);

test('a schedule of one own is called with a number or a tensor', () => {
  withoutLeaks(() =>
    tf.tidy(() => {
      assertClose(new Halving()(2500), 0.025);
      assertClose(new Halving()(tf.scalar(999, 'int32')), 0.1);
    }),
  );
});
