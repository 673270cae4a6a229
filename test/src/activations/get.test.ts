import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import * as activations from '../../../src/activations/index.js';

test('a name in any case, null for linear, a saved function, a function', () => {
  assert.equal(activations.get('hard_sigmoid'), activations.hardSigmoid);
  assert.equal(activations.get('swish'), activations.silu);
  assert.equal(activations.get(null), activations.linear);
  assert.equal(activations.get({ class_name: 'function', config: 'relu' } as never), activations.relu);
  const own = (x: tf.Tensor) => x;
  assert.equal(activations.get(own), own);
});

test('an unknown name names the nearest', () => {
  assert.throws(() => activations.get('rellu'), /Did you mean relu/);
  assert.throws(() => activations.get(3 as never), /a name or a function; received 3/);
});

test('known ones are saved under the name of Keras, own ones once they are registered', () => {
  assert.equal(activations.serialize(activations.hardSigmoid), 'hard_sigmoid');
  assert.equal(activations.serialize(activations.logSoftmax), 'log_softmax');
  const squared = (x: tf.Tensor) => x;
  activations.registerActivation(squared);
  assert.equal(activations.get('squared'), squared);
  const saved = activations.serialize(squared);
  assert.deepEqual(saved, {
    module: 'builtins',
    class_name: 'function',
    config: 'squared',
    registered_name: 'function',
  });
  assert.equal(activations.get(saved), squared);
});
