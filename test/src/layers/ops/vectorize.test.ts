import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { vectorize } from '../../../../src/layers/ops/vectorize.js';

before(ensureReady);

it('vectorize calls a function for each place that arguments broadcast to', () => {
  const larger = vectorize((a, b) => tf.maximum(a!, b!));
  assert.deepEqual(larger([[1], [5]], [2, 9]).arraySync(), [
    [2, 9],
    [5, 9],
  ]);
  const dot = vectorize((a, b) => tf.sum(tf.mul(a!, b!)), { signature: '(n),(n)->()' });
  assert.deepEqual(
    dot(
      [
        [1, 2],
        [3, 4],
      ],
      [1, 10],
    ).arraySync(),
    [21, 43],
  );
  const raised = vectorize((a, n) => tf.pow(a!, n as unknown as number), { excluded: [1] });
  assert.deepEqual(raised([1, 2], 3).arraySync(), [1, 8]);
});

it('vectorize refuses what it cannot read', () => {
  assert.throws(
    () => vectorize(tf.neg, { signature: 'n->n' }),
    /signature must be such as '\(n\),\(n\)->\(\)'/,
  );
  const sum = vectorize((a) => tf.sum(a!), { signature: '(n)->()' });
  assert.throws(() => sum(1), /expected at least 1 axes/);
  assert.throws(() => sum([1], [2]), /expected 1 arguments, as the signature says; received 2/);
});
