import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import * as losses from '../../../src/losses/index.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('names of functions give functions, names of classes instances, as in Keras', () => {
  for (const id of ['mse', 'MSE', 'mean_squared_error', 'meanSquaredError'])
    assert.equal(losses.get(id), losses.meanSquaredError);
  assert.ok(losses.get('MeanSquaredError') instanceof losses.MeanSquaredError);
  assert.ok(losses.get('KLDivergence') instanceof losses.KLDivergence);
  assert.equal(losses.get('kld'), losses.klDivergence);
  const saved = losses.get({ class_name: 'Huber', config: { delta: 2, name: 'mine' } }) as losses.Loss;
  assert.deepEqual([saved.getConfig()['delta'], saved.name], [2, 'mine']);
  const own = new losses.Huber();
  assert.equal(losses.get(own), own);
});

test('training gets an instance in every case', () => {
  const loss = losses.toLoss('mse');
  assert.ok(loss instanceof losses.Loss);
  assert.equal(loss.name, 'mean_squared_error');
  tf.tidy(() => assertClose(losses.toLoss((a, b) => tf.mean(tf.sub(b, a), -1))([[1]], [[3]]), 2));
});

test('an unknown name names the nearest; a registered class is known', () => {
  assert.throws(() => losses.get('categoricalCrosentropy'), /Did you mean categoricalCrossentropy/);
  assert.throws(() => losses.get(3 as never), /expected a name, a function or a Loss; received 3/);
  class Own extends losses.Loss {
    override call(yTrue: tf.Tensor): tf.Tensor {
      return yTrue;
    }
  }
  losses.registerLoss(Own);
  losses.registerLoss(Own);
  assert.ok(losses.get('own') instanceof Own);
  assert.ok(losses.get({ class_name: 'package>Own', config: {} }) instanceof Own);
});
