import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as activations from '../../../src/activations/index.js';
import { ensureReady } from '../../../src/backends/choose.js';
import * as initializers from '../../../src/initializers/index.js';
import * as layers from '../../../src/layers/index.js';
import * as losses from '../../../src/losses/index.js';
import * as metrics from '../../../src/metrics/index.js';
import { registerKerasSerializable as register } from '../../../src/prelude/register-keras-serializable.js';
import * as regularizers from '../../../src/regularizers/index.js';

describe('registerKerasSerializable', () => {
  before(ensureReady);

  it('makes each kind known by its name', () => {
    class OwnLayer extends layers.Layer {}
    class OwnLoss extends losses.Loss {
      override call(y: tf.Tensor): tf.Tensor {
        return y;
      }
    }
    class OwnMetric extends metrics.Mean {}
    class OwnPenalty extends regularizers.Regularizer {
      override call(x: tf.Tensor): tf.Tensor {
        return tf.sum(x);
      }
    }
    class OwnStart extends initializers.Initializer {
      override call(shape: readonly number[]): tf.Tensor {
        return tf.ones([...shape]);
      }
    }
    for (const type of [OwnLayer, OwnLoss, OwnMetric, OwnPenalty, OwnStart])
      assert.equal(register(type as never), type);
    assert.ok(layers.get({ class_name: 'Custom>OwnLayer' }) instanceof OwnLayer);
    assert.ok(losses.get('OwnLoss') instanceof OwnLoss);
    assert.ok(metrics.get('ownMetric') instanceof OwnMetric);
    assert.ok(regularizers.get('own_penalty') instanceof OwnPenalty);
    assert.ok(initializers.get('OwnStart') instanceof OwnStart);
    const double = register((x: tf.Tensor) => tf.mul(x, 2), { name: 'double' });
    assert.equal(activations.get('double'), double);
  });

  it('may be repeated: the later one counts', () => {
    const versions = [1, 2].map(() => register(class Again extends layers.Layer {}));
    assert.ok(layers.get({ class_name: 'Again', config: {} }) instanceof versions[1]!);
  });

  it('is a decorator, too', () => {
    @register()
    class Bare extends layers.Layer {}
    @register('mine', 'Renamed')
    class Named extends layers.Layer {}
    @register
    class Direct extends layers.Layer {}
    const Called = register({ package: 'mine' })(class Called extends layers.Layer {});
    for (const [name, type] of [
      ['Bare', Bare],
      ['Renamed', Named],
      ['Direct', Direct],
      ['Called', Called],
    ] as const)
      assert.ok(layers.get({ class_name: name, config: {} }) instanceof type, name);
  });

  it('refuses what is no class', () => {
    assert.throws(() => register({})('Mine' as never), /expected a class or a function; received "Mine"/);
    assert.throws(() => register(layers.Layer, { nam: 'x' } as never), /unknown option nam/);
  });
});
