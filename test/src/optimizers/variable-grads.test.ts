import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import '../../../src/backends/tensor-methods.js';
import { Variable } from '../../../src/backends/variable.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Sequential } from '../../../src/models/sequential.js';
import { SGD } from '../../../src/optimizers/index.js';
import { variableGrads, variableOf } from '../../../src/optimizers/variable-grads.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

function twoLayers() {
  const model = new Sequential([
    new Dense({ units: 2, kernelInitializer: 'ones', inputShape: [2] }),
    new Dense({ units: 1, kernelInitializer: 'ones' }),
  ]);
  const x = tf.tensor2d([
    [1, 2],
    [3, 4],
  ]);
  return { model, loss: () => tf.mean(tf.square(model.apply(x) as tf.Tensor)) as tf.Scalar };
}

it('gives the gradients of all variables, also of layers with the same names', () => {
  const { model, loss } = twoLayers();
  const { value, grads } = variableGrads(loss, model.trainableVariables);
  assertClose(value, (6 ** 2 + 14 ** 2) / 2);
  assert.equal(Object.keys(grads).length, 4);
  assert.deepEqual(Object.keys(variableGrads(loss).grads), Object.keys(grads));
  const before = model.trainableVariables.map((one) => one.clone());
  new SGD({ learningRate: 0.01 }).applyGradients(grads);
  for (const [i, gradient] of Object.values(grads).entries())
    assertClose(model.trainableVariables[i]!, tf.sub(before[i]!, tf.mul(gradient, 0.01)).dataSync());
});

it('knows the variable of a gradient that was changed by its name, or its path', () => {
  const { model, loss } = twoLayers();
  const [[name, gradient]] = Object.entries(variableGrads(loss).grads) as [[string, tf.Tensor]];
  assert.equal(variableOf(name, gradient), model.trainableVariables[0]);
  assert.equal(variableOf(name, tf.clone(gradient)), model.trainableVariables[0]);
  assert.equal(variableOf('kernel', tf.clone(gradient)), undefined);
});

it('names variables of tfjs as tfjs does, and leaves out what does not train', () => {
  const scale = tf.variable(tf.scalar(2), true, 'the_scale');
  const own = new Variable(tf.scalar(3), { name: 'own' });
  const fixed = new Variable(tf.scalar(4), { trainable: false });
  const { grads } = variableGrads(() => tf.mul(tf.mul(scale, own), fixed) as tf.Scalar);
  assertClose(grads['the_scale']!, 12);
  assertClose(grads['own']!, 8);
  assert.equal(Object.keys(grads).length, 2);
});

it('says what it expects', () => {
  assert.throws(() => variableGrads(tf.scalar(1) as never), /expected a function.*\nFix: /s);
  assert.throws(() => variableGrads(() => tf.scalar(1)), /depends on none.*\nFix: /s);
  const w = new Variable([1, 2]);
  assert.throws(() => variableGrads(() => tf.square(w) as never), /a scalar; received .*\[2\]|\(2,\)/s);
});
