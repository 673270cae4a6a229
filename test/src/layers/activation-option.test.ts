import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { getActivation, serializeActivation } from '../../../src/layers/activation-option.js';
import { Dense, LeakyReLU } from '../../../src/layers/index.js';

before(ensureReady);

test('a name and a function are themselves', () => {
  assert.equal(serializeActivation(getActivation('softPlus')), 'softplus');
  assert.equal(
    serializeActivation(
      getActivation({
        class_name: 'function',
        config: 'relu',
        module: 'builtins',
        registered_name: 'function',
      }),
    ),
    'relu',
  );
  const double = (x: tf.Tensor) => tf.mul(x, 2);
  assert.equal(getActivation(double), double);
});

test('a layer as activation keeps its options in the saved form', () => {
  const dense = new Dense({ units: 2, activation: new LeakyReLU({ negativeSlope: 0.125 }), useBias: false });
  dense.build([null, 2]);
  dense.setWeights([tf.eye(2)]);
  const again = Dense.fromConfig(JSON.parse(JSON.stringify(dense.getConfig())));
  again.build([null, 2]);
  again.setWeights([tf.eye(2)]);
  for (const layer of [dense, again]) assert.deepEqual(layer([[-1, 2]]).arraySync(), [[-0.125, 2]]);
});
