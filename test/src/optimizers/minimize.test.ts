import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import '../../../src/backends/tensor-methods.js';
import { Variable } from '../../../src/backends/variable.js';
import { SGD } from '../../../src/optimizers/index.js';

before(ensureReady);

it('minimize goes down the function and keeps no tensor but the cost', () => {
  const optimizer = new SGD({ learningRate: 0.25 });
  const w = new Variable(tf.scalar(3));
  optimizer.minimize(() => w.square());
  assert.equal(w.arraySync(), 1.5);
  const before = tf.memory().numTensors;
  assert.equal(
    optimizer.minimize(() => w.square()),
    null,
  );
  assert.equal(tf.memory().numTensors, before);
  const cost = optimizer.minimize(() => w.square(), true, [w]);
  assert.equal(cost?.arraySync(), 0.75 ** 2);
  assert.equal(w.arraySync(), 0.375);
});

it('only the variables of the list are updated', () => {
  const [w, b] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(1))];
  new SGD({ learningRate: 0.5 }).minimize(() => w.mul(b), false, [b]);
  assert.deepEqual([w.arraySync(), b.arraySync()], [1, 0.5]);
});

it('applyGradients takes what tf.variableGrads gives', () => {
  const w = tf.variable(tf.scalar(2));
  const { grads } = tf.variableGrads(() => w.square().asScalar());
  const optimizer = new SGD({ learningRate: 0.25 });
  optimizer.applyGradients(grads);
  assert.equal(w.arraySync(), 1);
  assert.throws(() => optimizer.applyGradients({ nowhere: tf.scalar(1) }), /received nowhere.*\nFix: /s);
});

it('refuses what is no function', () => {
  assert.throws(() => new SGD().minimize(tf.scalar(1) as never), /minimize: expected a function/);
});
