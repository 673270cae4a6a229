import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { withGradient } from '../../../../src/backends/gradients/with-gradient.js';
import { assertClose, withoutLeaks } from '../../../oracle/oracle.js';

before(ensureReady);

test('the gradient is the given one, from what was saved', () => {
  withoutLeaks(() =>
    tf.tidy(() => {
      const [a, b] = [tf.scalar(2), tf.scalar(5)];
      const tape = new GradientTape();
      tape.watch([a, b]);
      const y = tape.run(() =>
        withGradient([a, b], {
          forward(save) {
            save([a, b]);
            return tf.mul(a, b);
          },
          gradient: (dy, [x, z]) => [tf.mul(tf.mul(dy, z!), 10), tf.mul(dy, x!)],
        }),
      );
      assertClose(y, 10);
      const [da, db] = tape.gradient(y, [a, b]);
      assertClose(da!, 50);
      assertClose(db!, 2);
    }),
  );
});
