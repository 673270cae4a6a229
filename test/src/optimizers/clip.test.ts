import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { type Clipping, clipGradients } from '../../../src/optimizers/clip.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

function clip(by: Partial<Clipping>): number[][] {
  return tf.tidy(() => {
    const gradients = [tf.tensor([3, 4]), tf.tensor([0, 12])];
    return clipGradients(gradients, { clipnorm: null, clipvalue: null, globalClipnorm: null, ...by }).map(
      (g) => Array.from(g.dataSync()),
    );
  });
}

test('by value, by the norm of each, by the norm of all, or not', () => {
  assertClose(clip({}).flat(), [3, 4, 0, 12]);
  assertClose(clip({ clipvalue: 3.5 }).flat(), [3, 3.5, 0, 3.5]);
  assertClose(clip({ clipnorm: 6 }).flat(), [3, 4, 0, 6]);
  assertClose(clip({ globalClipnorm: 6.5 }).flat(), [1.5, 2, 0, 6]);
  assertClose(clip({ globalClipnorm: 100 }).flat(), [3, 4, 0, 12]);
});

test('gradients of zero stay zero', () => {
  tf.tidy(() => {
    const none = { clipvalue: null, globalClipnorm: null };
    assertClose(clipGradients([tf.zeros([2])], { clipnorm: 1, ...none })[0]!, [0, 0]);
  });
});
