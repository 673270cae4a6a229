import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Activation, Average, Dense, Input, Layer, Reshape } from '../../../src/layers/index.js';
import * as ops from '../../../src/layers/ops/index.js';
import { Model, Sequential } from '../../../src/models/index.js';
import { type FunctionalConfig, functionalFromConfig } from '../../../src/models/model-config.js';

// Keras's own JSON is read and compared in test/oracle/models.test.ts.
describe('the saved form of a functional model', () => {
  before(ensureReady);

  it('numbers the calls within the model, and names tensors by layer, call and output', () => {
    const x = Input({ shape: [2], name: 'x' });
    const shared = new Dense({ units: 2, name: 'shared' });
    shared(Input({ shape: [2] }));
    const model = new Model({ inputs: x, outputs: shared(shared(x)), name: 'm' });
    const config = model.getConfig() as unknown as FunctionalConfig;
    const histories = JSON.stringify(config.layers[1]?.inbound_nodes).match(/"keras_history":\[[^\]]*\]/g);
    assert.deepEqual(histories, ['"keras_history":["x",0,0]', '"keras_history":["shared",0,0]']);
    assert.deepEqual(
      [config.input_layers, config.output_layers],
      [
        ['x', 0, 0],
        ['shared', 1, 0],
      ],
    );
    assert.deepEqual([config.name, model.className], ['m', 'Functional']);
  });

  it('goes round with ops and structures', () => {
    const [a, b] = [Input({ shape: [2], name: 'a' }), Input({ shape: [2], name: 'b' })];
    const sum = ops.add(new Dense({ units: 2, kernelInitializer: 'ones' })(a), b);
    const model = new Model({ inputs: { a, b }, outputs: { y: ops.clip(sum, 0, 5) } });
    const again = Model.fromConfig(model.getConfig());
    const given = { a: tf.ones([1, 2]), b: tf.tensor([[1, 9]]) };
    const { y } = again.predict(given) as unknown as { y: tf.Tensor };
    assert.deepEqual(y.arraySync(), [[3, 5]]);
  });

  it('without modules, as in legacy files, tells ops from layers of the same names', () => {
    const [a, b] = [Input({ shape: [2, 3], name: 'a' }), Input({ shape: [6], name: 'b' })];
    const of = [ops.average(a, 1), ops.reshape(a, [-1, 6])];
    const merged = new Average()([ops.softmax(b), new Reshape({ targetShape: [6] })(b)]);
    const model = new Model({ inputs: [a, b], outputs: [...of, merged] });
    const config = model.getConfig() as unknown as FunctionalConfig;
    const layers = config.layers.map(({ module: _, ...saved }) => saved);
    const again = Model.fromConfig({ ...config, layers } as never);
    const given = [tf.range(1, 7).reshape([1, 2, 3]), tf.ones([1, 6])];
    const values = (one: Model) => (one.predict(given) as unknown as tf.Tensor[]).map((y) => y.arraySync());
    assert.deepEqual(values(again), values(model));
  });

  it('finds classes that are given with it', () => {
    class Twice extends Layer {
      override call(x: tf.Tensor): tf.Tensor {
        return tf.mul(x, 2);
      }
    }
    const x = Input({ shape: [2] });
    const config = new Model({ inputs: x, outputs: new Twice()(x) }).getConfig();
    assert.throws(() => Model.fromConfig(config), /expected a known name; received "Twice"/);
    const given = tf.ones([1, 2]);
    assert.deepEqual(Model.fromConfig(config, { Twice }).predict(given).arraySync(), [[2, 2]]);
    const stack = Sequential.fromConfig(new Sequential([new Twice()]).getConfig(), { Twice });
    assert.deepEqual(stack.predict(given).arraySync(), [[2, 2]]);
  });

  it('says what does not follow from the inputs, or is not there', () => {
    const x = Input({ shape: [2], name: 'x' });
    const config = new Model({ inputs: x, outputs: new Dense({ units: 1, name: 'd' })(x) }).getConfig();
    const saved = config as unknown as FunctionalConfig;
    const without = { ...saved, layers: saved.layers.slice(1) };
    assert.throws(
      () => functionalFromConfig(without),
      /expected layers that follow from its inputs; received d/,
    );
    assert.throws(
      () => functionalFromConfig({ ...saved, output_layers: ['nobody', 0, 0] }),
      /expected a layer named 'nobody'/,
    );
  });

  it('keeps the names of ops, which may be what a layer of the same kind would get', () => {
    const x = Input({ shape: [2] });
    const sum = ops.add(ops.add(x, 1), new Average({ name: 'add_7' })([x, x]));
    const model = new Model({ inputs: x, outputs: sum });
    const config = JSON.parse(JSON.stringify(model.getConfig())) as FunctionalConfig;
    const again = Model.fromConfig({ ...config } as never).getConfig() as unknown as FunctionalConfig;
    assert.deepEqual(
      again.layers.map(({ name }) => name),
      config.layers.map(({ name }) => name),
    );
  });

  it('counts the calls of a model in a model from 1 where they are outputs, as Keras does', () => {
    const x = Input({ shape: [2] });
    const inner = new Model({ inputs: x, outputs: new Dense({ units: 2 })(x), name: 'inner' });
    const y = Input({ shape: [2] });
    const model = new Model({ inputs: y, outputs: [inner(ops.add(inner(y), 1)), inner(y)] });
    const config = model.getConfig() as unknown as FunctionalConfig;
    assert.deepEqual(config.output_layers, [
      ['inner', 2, 0],
      ['inner', 3, 0],
    ]);
    const again = Model.fromConfig(model.getConfig());
    again.setWeights(model.getWeights());
    const values = (one: Model) =>
      (one.predict(tf.ones([1, 2])) as unknown as tf.Tensor[]).map((t) => t.arraySync());
    assert.deepEqual(values(again), values(model as unknown as Model));
  });

  it('reads hundreds of layers in any order, each once', () => {
    let h = Input({ shape: [2], name: 'x' });
    const first = h;
    const shared = new Activation({ activation: 'linear', name: 'shared' });
    for (let i = 0; i < 600; i++) h = i % 100 === 0 ? shared(h) : ops.add(h, 1);
    const model = new Model({ inputs: first, outputs: h });
    const config = model.getConfig() as unknown as FunctionalConfig;
    const again = Model.fromConfig({ ...config, layers: [...config.layers].reverse() } as never);
    assert.deepEqual(again.predict(tf.zeros([1, 2])).arraySync(), [[594, 594]]);
    const loop = structuredClone(config);
    const node = JSON.stringify(loop.layers[1]).replace('"x"', JSON.stringify(loop.layers[2]?.name));
    const layers = [loop.layers[0], JSON.parse(node), ...loop.layers.slice(2)];
    assert.throws(
      () => functionalFromConfig({ ...loop, layers }),
      /expected layers that follow from its inputs/,
    );
  });

  it('has frozen what was frozen, also a layer that trains in a model that does not', () => {
    for (const isGraph of [true, false]) {
      const x = Input({ shape: [2] });
      const [first, second] = [new Dense({ units: 2 }), new Dense({ units: 2 })];
      const inner = isGraph
        ? new Model({ inputs: x, outputs: second(first(x)) })
        : new Sequential([Input({ shape: [2] }), first, second]);
      inner.trainable = false;
      second.trainable = true;
      const outer = new Sequential([Input({ shape: [2] }), inner, new Dense({ units: 1 })]);
      const again = Sequential.fromConfig(outer.getConfig());
      assert.deepEqual([outer.trainableWeights.length, again.trainableWeights.length], [4, 4]);
      assert.equal(again.layers[0]?.trainable, false);
    }
  });
});
