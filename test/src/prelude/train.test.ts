import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Adadelta, Adagrad, Adam, Adamax, SGD } from '../../../src/optimizers/index.js';
import * as train from '../../../src/prelude/train.js';

before(ensureReady);

it('tfjs’s optimizers are those of this library', () => {
  const sgd = train.sgd(0.5);
  assert.ok(sgd instanceof SGD);
  assert.equal(sgd.learningRate, 0.5);
  assert.ok(train.adam() instanceof Adam);
  const nesterov = train.momentum(0.1, 0.8, true);
  assert.deepEqual([nesterov.momentum, nesterov.nesterov], [0.8, true]);
  const rmsprop = train.rmsprop(0.1, 0.7, 0.6, 1e-3, true);
  assert.deepEqual(
    [rmsprop.rho, rmsprop.momentum, rmsprop.epsilon, rmsprop.centered],
    [0.7, 0.6, 1e-3, true],
  );
  assert.ok(train.adagrad(0.1) instanceof Adagrad);
  assert.ok(train.adadelta() instanceof Adadelta);
  assert.ok(train.adamax() instanceof Adamax);
  assert.ok(Math.abs(train.adam().learningRate - 0.001) < 1e-9);
});
