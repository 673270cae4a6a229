import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Adam, SGD } from '../../../src/optimizers/index.js';
import * as train from '../../../src/prelude/train.js';

before(ensureReady);

it('tfjs’s optimizers are those of this library', () => {
  const sgd = train.sgd(0.5);
  assert.ok(sgd instanceof SGD);
  assert.equal(sgd.learningRate, 0.5);
  assert.ok(train.adam() instanceof Adam);
  assert.ok(Math.abs(train.adam().learningRate - 0.001) < 1e-9);
});
