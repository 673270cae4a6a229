import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { deserialize } from '../../../src/layers/index.js';
import { legacyCompileConfig, modernConfig } from '../../../src/models/legacy-config.js';
import type { Model } from '../../../src/models/model.js';
import '../../../src/models/registered.js';

const make = (config: object) => deserialize(modernConfig(config, 'test')) as Model;
const layer = (class_name: string, config: object, inbound_nodes?: unknown) => ({
  class_name,
  name: (config as { name: string }).name,
  config,
  ...(inbound_nodes !== undefined && { inbound_nodes }),
});

describe('configurations of Keras 2 and of TensorFlow.js', () => {
  before(ensureReady);

  it('keep renorm, which makes three more weights', () => {
    const options = { name: 'b', batch_input_shape: [null, 2], fused: null };
    for (const [renorm, weights] of [
      [true, 7],
      [false, 4],
    ] as const) {
      const layers = [layer('BatchNormalization', { ...options, renorm })];
      assert.equal(make({ class_name: 'Sequential', config: { name: 's', layers } }).weights.length, weights);
    }
  });

  it('of Sequential models, also as a bare list of layers', () => {
    const layers = [
      layer('LSTM', {
        name: 'l',
        units: 2,
        batch_input_shape: [null, 3, 4],
        dtype: 'float32',
        time_major: false,
        implementation: 2,
      }),
      layer('BatchNormalization', {
        name: 'b',
        axis: [1],
        gamma_initializer: { class_name: 'Ones', config: {} },
      }),
      layer('Dense', {
        name: 'd',
        units: 1,
        kernel_initializer: {
          class_name: 'VarianceScaling',
          config: { scale: 1, mode: 'fan_avg', distribution: 'normal', seed: null },
        },
      }),
    ];
    for (const config of [layers, { name: 's', layers }]) {
      const model = make({ class_name: 'Sequential', config });
      assert.deepEqual(model.inputShape, [null, 3, 4]);
      assert.equal(model.countParams(), 56 + 8 + 3);
    }
  });

  it('of functional models, with shared layers and nested models', () => {
    const inner = {
      name: 'inner',
      layers: [
        layer(
          'InputLayer',
          { name: 'i', batch_input_shape: [null, 3], dtype: 'float32', sparse: false, ragged: false },
          [],
        ),
        layer('Dense', { name: 'e', units: 3 }, [[['i', 0, 0, {}]]]),
      ],
      input_layers: [['i', 0, 0]],
      output_layers: [['e', 0, 0]],
    };
    const nested = (output: string) => ({
      class_name: 'Model',
      config: {
        name: 'm',
        layers: [
          layer('InputLayer', { name: 'x', batch_input_shape: [null, 3], dtype: 'float32' }, []),
          layer('Model', inner, [[['x', 0, 0, {}]], [['inner', 0, 0, {}]]]),
          layer('Concatenate', { name: 'c', axis: -1 }, [
            [
              ['inner', 0, 0, {}],
              ['inner', 1, 0, {}],
            ],
          ]),
        ],
        input_layers: [['x', 0, 0]],
        output_layers: [[output, 0, 0]],
      },
    });
    const model = make(nested('c'));
    assert.deepEqual(model.outputShape, [null, 6]);
    assert.equal(model.countParams(), 12);
    const first = make(nested('inner'));
    first.setWeights([tf.mul(2, tf.eye(3)), tf.zeros([3])]);
    assert.deepEqual((first.predict(tf.ones([1, 3])) as tf.Tensor).arraySync(), [[2, 2, 2]]);
  });

  it('are refused where they are none', () => {
    assert.throws(() => modernConfig({ layers: [] }, 'a.h5'), /a.h5: expected the configuration of a model/);
    for (const layers of [[null], [{ class_name: 'Dense', config: 7 }]])
      assert.throws(
        () => modernConfig({ class_name: 'Sequential', config: { layers } }, 'm/model.json'),
        /ValueError: m\/model\.json: its configuration is damaged/,
      );
    let deep: unknown = [];
    for (let i = 0; i < 20_000; i++) deep = [deep];
    assert.throws(
      () => modernConfig({ class_name: 'Dense', config: { axis: deep } }, 'm/model.json'),
      /m\/model\.json: its configuration is too deep/,
    );
  });

  it('of training have wrapped metrics and older names of options', () => {
    const config = legacyCompileConfig({
      optimizer_config: { class_name: 'Adam', config: { lr: 0.01, decay: 0, beta_1: 0.8 } },
      loss: 'mse',
      metrics: [[{ class_name: 'MeanMetricWrapper', config: { name: 'accuracy', fn: 'x' } }, 'mae']],
      loss_weights: null,
    });
    assert.deepEqual(config.optimizer, { class_name: 'Adam', config: { beta_1: 0.8, learning_rate: 0.01 } });
    assert.deepEqual(config.metrics, [['accuracy', 'mae']]);
    assert.equal(config.loss, 'mse');
    // Keras 3 says what it wrapped, under whatever name.
    const fn = { class_name: 'function', module: 'builtins', config: 'huber', registered_name: 'function' };
    const wrapped = { class_name: 'MeanMetricWrapper', config: { name: 'bounded', dtype: 'float32', fn } };
    assert.deepEqual(legacyCompileConfig({ ...config, metrics: [wrapped] }).metrics, [wrapped]);
  });
});
