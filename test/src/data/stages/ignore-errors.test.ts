import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

const number = (x: tf.Tensor) => x.dataSync()[0] as number;

before(ensureReady);

it('ignoreErrors leaves out what a function fails on; apply calls a part of a pipeline', async () => {
  const failing = Dataset.range(4).map((x) => {
    if (number(x) === 2) throw new Error('no');
    return x;
  });
  assert.deepEqual(await collect(failing.ignoreErrors()), [0, 1, 3]);
  const doubled = (dataset: Dataset<tf.Scalar>) => dataset.map((x) => tf.mul(x, 2));
  assert.deepEqual(await collect(Dataset.range(3).apply(doubled)), [0, 2, 4]);
});
