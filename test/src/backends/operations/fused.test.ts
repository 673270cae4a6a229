import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { runFused } from '../../../../src/backends/operations/fused.js';
import { assertClose, withoutLeaks } from '../../../oracle/oracle.js';

before(ensureReady);

test('what another tensor shares is not changed', () => {
  withoutLeaks(() =>
    tf.tidy(() => {
      const variable = tf.variable(tf.tensor([1, 2]));
      const shared = variable.clone();
      const [next] = runFused(
        'CellgradSgd',
        { variable, gradient: tf.tensor([1, 1]), learningRate: tf.scalar(0.5) },
        { momentum: 0, nesterov: false },
      )!;
      assertClose(next!, [0.5, 1.5]);
      variable.assign(next as typeof variable);
      assertClose(shared, [1, 2]);
      variable.dispose();
    }),
  );
});

test('a kernel with one output gives a list of one', () => {
  tf.tidy(() => {
    const found = runFused('CellgradReluGrad', { dy: tf.tensor([1, 2]), x: tf.tensor([-1, 1]) })!;
    assert.equal(found.length, 1);
    assertClose(found[0]!, [0, 2]);
  });
});

test('a backend without the kernel says so by undefined', () => {
  assert.equal(runFused('CellgradNone' as never, {}), undefined);
});
