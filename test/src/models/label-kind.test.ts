import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { labelKind } from '../../../src/models/label-kind.js';

before(ensureReady);

it('labels are told by their shape beside that of the predictions', () => {
  const kind = (labels: number[], predictions: number[]) =>
    tf.tidy(() => labelKind(tf.zeros(labels), tf.zeros(predictions)));
  assert.equal(kind([8], [8, 1]), 'binary');
  assert.equal(kind([8, 1], [8, 1]), 'binary');
  assert.equal(kind([8], [8, 3]), 'sparse');
  assert.equal(kind([8, 1], [8, 3]), 'sparse');
  assert.equal(kind([8, 5], [8, 5, 3]), 'sparse');
  assert.equal(kind([8, 3], [8, 3]), 'categorical');
});
