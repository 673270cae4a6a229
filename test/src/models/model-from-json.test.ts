import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dense, Dropout, Input, Layer } from '../../../src/layers/index.js';
import { cloneModel, Model, modelFromJSON, Sequential } from '../../../src/models/index.js';
import { layerConfig } from '../../../src/models/model-config.js';
import { smallModel } from './small-model.js';

describe('models from their architecture', () => {
  before(ensureReady);

  it('are the same, with weights of their own', () => {
    const model = smallModel();
    for (const again of [modelFromJSON(model.toJSON()), cloneModel(model)]) {
      assert.ok(again instanceof Sequential);
      assert.equal(again.toJSON(), model.toJSON());
      assert.ok(again.weights.every((weight) => !model.weights.includes(weight)));
    }
  });

  it('train what Keras saved with its default, training: false', () => {
    const x = Input({ shape: [100] });
    const json = new Model({ inputs: x, outputs: new Dropout({ rate: 0.5 })(x) }).toJSON();
    const saved = json.replace(/"kwargs": ?\{\}/g, '"kwargs":{"training":false}');
    assert.notEqual(saved, json);
    const again = modelFromJSON(saved);
    const zeros = (training: boolean) => {
      const y = again.call(tf.ones([1, 100]), { training }) as tf.Tensor;
      return Array.from(y.dataSync()).filter((value) => value === 0).length;
    };
    assert.equal(zeros(false), 0);
    assert.ok(zeros(true) > 0);
  });

  it('keep training: true of a call, as Keras writes it', () => {
    const x = Input({ shape: [100] });
    const inner = new Model({ inputs: x, outputs: new Dropout({ rate: 0.5 })(x) });
    const a = Input({ shape: [100] });
    const model = new Model({ inputs: a, outputs: inner(a, { training: true }) });
    const json = model.toJSON();
    assert.deepEqual(JSON.parse(json).config.layers[1].inbound_nodes[0].kwargs, { training: true });
    for (const again of [modelFromJSON(json), cloneModel(model)]) {
      const values = again.predict(tf.ones([1, 100])).dataSync();
      assert.ok(values.includes(0) && values.includes(2));
      assert.equal(again.toJSON(), json);
    }
  });

  it('are cloned with classes of one’s own that are not registered', () => {
    class Twice extends Layer {
      override call(inputs: tf.Tensor) {
        return tf.mul(inputs, 2);
      }
    }
    const x = Input({ shape: [3] });
    const model = new Model({ inputs: x, outputs: new Dense({ units: 2 })(new Twice()(x)) });
    for (const one of [model, new Sequential([new Twice(), model])]) {
      const again = cloneModel(one);
      again.build([null, 3]);
      again.setWeights(one.getWeights());
      const output = (each: Model) => each.predict(tf.ones([1, 3])).arraySync();
      assert.deepEqual(output(again), output(one));
    }
  });

  it('stay unbuilt where the first was', () => {
    const again = cloneModel(new Sequential([new Dense({ units: 2 })]));
    assert.equal(again.built, false);
    again.build([null, 3]);
    assert.equal(again.countParams(), 8);
  });

  it('need the text of a model', () => {
    assert.throws(
      () => modelFromJSON('no json'),
      /expected the text of model\.toJSON\(\); received "no json"/,
    );
    const dense = JSON.stringify(layerConfig(new Dense({ units: 1 })));
    assert.throws(() => modelFromJSON(dense), /expected a model; received a Dense/);
    assert.throws(() => modelFromJSON('{"class_name": "Sequentail"}'), /Did you mean Sequential/);
  });
});
