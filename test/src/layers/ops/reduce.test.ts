import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as ops from '../../../../src/layers/ops/reduce.js';
import { compareOps } from './against-keras.js';

compareOps('reduce', ops);

it('a broken number as the first one of integers is refused', () => {
  assert.throws(
    () => ops.max(tf.tensor([1, 2], undefined, 'int32'), { initial: 0.5 }),
    /ops.max: expected a whole number as initial beside int32; received 0.5/,
  );
});
