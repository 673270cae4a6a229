import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as activations from '../../../src/activations/index.js';
import { ensureReady } from '../../../src/backends/choose.js';
import { keras2HardSigmoid, withKeras2HardSigmoid } from '../../../src/models/keras2-hard-sigmoid.js';

before(ensureReady);

test('has the slope of Keras 2, and is another function than that of Keras 3', () => {
  const x = tf.tensor1d([-3, -2.5, -1, 0, 1, 2.5, 3]);
  const values = [...keras2HardSigmoid(x).dataSync()].map((value) => Math.round(value * 1e6) / 1e6);
  assert.deepEqual(values, [0, 0, 0.3, 0.5, 0.7, 1, 1]);
  assert.ok(Math.abs((activations.hardSigmoid(x).dataSync()[2] as number) - 1 / 3) < 1e-6);
});

test('is what configurations of before Keras 3 mean, at any depth, and is found by its saved name', () => {
  const config = withKeras2HardSigmoid({
    layers: [
      { config: { activation: 'hard_sigmoid', name: 'hard_sigmoid', recurrent_activation: 'hard_sigmoid' } },
    ],
    axis: null,
  });
  const name = 'keras2_hard_sigmoid';
  assert.deepEqual(config, {
    layers: [{ config: { activation: name, name: 'hard_sigmoid', recurrent_activation: name } }],
    axis: null,
  });
  assert.equal(activations.get(activations.serialize(keras2HardSigmoid)), keras2HardSigmoid);
  assert.equal(activations.get(name), keras2HardSigmoid);
});
