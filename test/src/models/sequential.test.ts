import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dense, Dropout, Flatten, Input, Layer } from '../../../src/layers/index.js';
import { Model, Sequential } from '../../../src/models/index.js';

const names = (model: Sequential) => model.layers.map(({ name }) => name);

describe('Sequential', () => {
  before(ensureReady);

  it('has weights at once with an input shape, given in three ways', () => {
    const dense = () => new Dense({ units: 2, name: 'd' });
    const models = [
      new Sequential([Input({ shape: [3] }), dense()]),
      new Sequential([new Dense({ units: 2, name: 'd', inputShape: [3] })]),
      new Sequential({ layers: [new Dense({ units: 2, name: 'd', inputDim: 3 })], name: 'x' }),
    ];
    for (const model of models) {
      assert.deepEqual([model.built, names(model), model.countParams()], [true, ['d'], 8]);
      assert.deepEqual(
        [model.inputShape, model.outputShape],
        [
          [null, 3],
          [null, 2],
        ],
      );
    }
    assert.equal(models[2]!.name, 'x');
    assert.match(models[0]!.weights[0]!.path, /^sequential(_\d+)?\/d\/kernel$/);
  });

  it('built by data takes other numbers of steps, alone and in layers of functional models, as in Keras', () => {
    const model = new Sequential([new Dense({ units: 4 }), new Dense({ units: 2 })]);
    assert.deepEqual(model(tf.zeros([2, 5, 3])).shape, [2, 5, 2]);
    const [kernel] = model.weights;
    assert.deepEqual(model(tf.zeros([2, 6, 3])).shape, [2, 6, 2]);
    assert.deepEqual([model.inputs[0]?.shape, model.weights[0] === kernel], [[null, null, 3], true]);
    assert.throws(() => model(tf.zeros([2, 6, 4])), /expected shape \(null, null, 3\); received \(2, 6, 4\)/);
    const hidden = new Model({ inputs: model.inputs[0]!, outputs: model.layers[0]!.output });
    assert.deepEqual((hidden.predict(tf.zeros([1, 7, 3])) as tf.Tensor).shape, [1, 7, 4]);

    class Projection extends Layer {
      project = new Sequential([new Dense({ units: 4 }), new Dense({ units: 3 })]);

      override call(x: tf.Tensor): tf.Tensor {
        return tf.add(x, this.project(x));
      }
    }
    const steps = Input({ shape: [null, 3] });
    const projected = new Projection();
    const whole = new Model({ inputs: steps, outputs: projected(steps) });
    assert.deepEqual(projected.project.inputs[0]?.shape, [null, null, 3]);
    assert.deepEqual((whole.predict(tf.zeros([2, 9, 3])) as tf.Tensor).shape, [2, 9, 3]);

    const flat = new Sequential([new Flatten(), new Dense({ units: 2 })]);
    flat(tf.zeros([1, 2, 3]));
    assert.throws(() => flat(tf.zeros([1, 4, 3])));
    assert.deepEqual(flat(tf.zeros([1, 2, 3])).shape, [1, 2]);
  });

  it('without an input shape is built by build or by the first data', () => {
    const model = new Sequential([new Flatten(), new Dense({ units: 2 })]);
    assert.equal(model.built, false);
    assert.deepEqual(model(tf.zeros([5, 2, 3])).shape, [5, 2]);
    assert.deepEqual([model.built, model.inputShape], [true, [null, 2, 3]]);
    assert.deepEqual(model.predict(tf.zeros([1, 2, 3])).shape, [1, 2]);
    const other = new Sequential();
    other.add(new Dense({ units: 1 }));
    other.build([null, 4]);
    assert.equal(other.countParams(), 5);
    assert.throws(() => other.build([null, 9]), /expected inputs of shape \(null, 4\); received \(null, 9\)/);
  });

  it('grows and shrinks', () => {
    const model = new Sequential();
    model.add(Input({ shape: [4] }));
    model.add(new Dense({ units: 3, name: 'a' }));
    model.add(new Dropout({ rate: 0.5, name: 'b' }));
    model.add(new Dense({ units: 2, name: 'c' }));
    assert.deepEqual(model.outputShape, [null, 2]);
    assert.equal(model.pop().name, 'c');
    assert.deepEqual(
      [names(model), model.outputShape],
      [
        ['a', 'b'],
        [null, 3],
      ],
    );
    assert.throws(() => new Sequential().pop(), /expected a layer to take away/);
  });

  it('stands in another model', () => {
    const inner = new Sequential([new Dense({ units: 3, inputShape: [4] })], { name: 'inner' });
    const model = new Sequential([inner, new Dense({ units: 2 })]);
    assert.deepEqual([model.built, model.countParams(), model.inputShape], [true, 23, [null, 4]]);
    assert.deepEqual(model.predict(tf.zeros([1, 4])).shape, [1, 2]);
  });

  it('refuses what is no layer, a layer twice, two inputs, no layer', () => {
    const dense = new Dense({ units: 1, name: 'd' });
    assert.throws(() => new Sequential([dense, dense]), /a second 'd'/);
    assert.throws(() => new Sequential([3 as never]), /expected a layer; received 3/);
    assert.throws(() => new Sequential([Input({ shape: [1] }), Input({ shape: [2] })]), /expected one input/);
    assert.throws(
      () => new Sequential([], { name: 's' }).build([null, 1]),
      /Sequential s: expected layers; it has none/,
    );
    assert.throws(() => new Sequential({ layer: [] } as never), /unknown option layer; did you mean layers/);
    assert.throws(
      () =>
        new Sequential([new Dense({ units: 1 })]).build([
          [null, 1],
          [null, 2],
        ]),
      /one input shape; received \[\[null, 1\], \[null, 2\]\]/,
    );
  });
});
