import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { Embedding, Input, Layer } from '../../../../src/layers/index.js';
import * as ops from '../../../../src/layers/ops/elementwise.js';
import { compareOps } from './against-keras.js';

compareOps('elementwise', ops);

it('a remainder is below its divisor also where a layer is tried out for its shape', () => {
  class Remainder extends Layer {
    embedding = new Embedding({ inputDim: 10, outputDim: 4 });

    override call(x: tf.Tensor): tf.Tensor {
      const places = this.embedding(ops.mod(tf.range(0, 3, 1, 'int32'), 3) as tf.Tensor);
      return tf.add(this.embedding(ops.mod(x, 10) as tf.Tensor), places);
    }
  }
  const ids = Input({ shape: [3], dtype: 'int32' });
  assert.deepEqual(new Remainder()(ids).shape, [null, 3, 4]);
  assert.deepEqual(ops.mod(ids, ids).shape, [null, 3]);
});
