import assert from 'node:assert/strict';
import { test } from 'node:test';
import { charts, Input, layers, Model, Sequential, tf } from '../../../src/index.js';

const small = () =>
  new Sequential([
    Input({ shape: [6, 6, 1] }),
    new layers.Conv2D({ filters: 2, kernelSize: 3, name: 'first' }),
    new layers.Flatten({ name: 'flat' }),
    new layers.Dense({ units: 3, name: 'last' }),
  ]);

test('the values are those of a model that ends with the layer', () => {
  const model = small();
  const x = tf.randomUniform([1, 6, 6, 1]);
  const before = tf.memory().numTensors;
  const chart = charts.activations(model, x, { layer: 'last' });
  assert.equal(tf.memory().numTensors, before);
  const [values] = model.predictOnBatch(x).arraySync() as number[][];
  const rows = (chart.spec['data'] as { values: string }).values.split('\n').slice(1);
  rows.forEach((row, unit) => {
    assert.ok(
      Math.abs(Number(row.split(',')[1]) - values![unit]!) < 1e-3 * Math.abs(values![unit]!) + 1e-6,
      row,
    );
  });
  assert.match(charts.activations(model, x).toString(80), /^first: 2 channels of 4 × 4/);
});

test('one input in every form; a layer by name, place or itself, nested and in subclasses too', () => {
  const model = small();
  const state = (...given: Parameters<typeof charts.activations>) =>
    charts
      .activations(...given)
      .toString(80)
      .split('\n')[0];
  for (const shape of [
    [6, 6],
    [6, 6, 1],
    [1, 6, 6, 1],
  ]) {
    assert.equal(state(model, tf.zeros(shape), { layer: 0 }), 'first: 2 channels of 4 × 4');
  }
  const nested = new Sequential([Input({ shape: [6, 6, 1] }), model, new layers.Dense({ units: 1 })]);
  assert.equal(state(nested, tf.zeros([6, 6, 1]), { layer: model.layers[2]! }), 'last: 3 units');
  class Own extends Model {
    readonly inner = new layers.Dense({ units: 4, name: 'inner' });
    override call(inputs: tf.Tensor) {
      return this.inner.apply(inputs);
    }
  }
  const own = new Own();
  assert.equal(state(own, tf.zeros([1, 5]), { layer: 'inner' }), 'inner: 4 units');
});

test('other inputs and layers are errors that say why', () => {
  const model = small();
  const one = tf.zeros([6, 6, 1]);
  assert.throws(() => charts.activations(model, tf.zeros([2, 6, 6, 1])), {
    name: 'ShapeError',
    message: /one input of shape \(6, 6, 1\); received shape \(2, 6, 6, 1\)/,
  });
  assert.throws(() => charts.activations(model, one, { layer: 'frist' }), { message: /received "frist"/ });
  assert.throws(() => charts.activations(model, one, { layer: new layers.Dense({ units: 1 }) }), {
    message: /layer must be one of the model's/,
  });
  assert.throws(() => charts.activations(3 as never, one), { message: /expected a model; received 3/ });
});
