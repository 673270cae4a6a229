import assert from 'node:assert/strict';
import { test } from 'node:test';
import { charts, Input, layers, Sequential, tf } from '../../../src/index.js';

test('a histogram for each weight that trains; nothing of the model changes, no tensor stays', () => {
  const model = new Sequential([
    Input({ shape: [2] }),
    new layers.Dense({ units: 1, kernelInitializer: 'ones', name: 'only' }),
    new layers.BatchNormalization(),
  ]);
  model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  const values = () => model.weights.map((weight) => [...weight.dataSync()]);
  const before = values();
  const tensors = tf.memory().numTensors;
  const chart = charts.gradients(
    model,
    [
      [1, 2],
      [3, 4],
    ],
    [[1], [2]],
  );
  assert.equal(tf.memory().numTensors, tensors);
  assert.deepEqual(values(), before);
  assert.match(chart.toString(80), /^gradients .*only\/kernel +2 .*only\/bias +1 /s);
});

test('the gradients are those of the loss', () => {
  const model = new Sequential([
    Input({ shape: [1] }),
    new layers.Dense({ units: 1, kernelInitializer: 'ones', useBias: false }),
  ]);
  model.compile({ loss: 'meanSquaredError' });
  // d/dw (w x - y)^2 = 2 x (w x - y) = 2 * 3 * (3 - 1)
  assert.match(charts.gradients(model, [[3]], [[1]]).toString(80), /kernel +1 +12\.0/);
});

test('what cannot be computed is an error', () => {
  assert.throws(() => charts.gradients(3 as never, [1], [1]), { message: /expected a model; received 3/ });
  const frozen = new Sequential([Input({ shape: [1] }), new layers.Dense({ units: 1 })]);
  frozen.trainable = false;
  frozen.compile({ loss: 'meanSquaredError' });
  assert.throws(() => charts.gradients(frozen, [[1]], [[1]]), { message: /weights that train; .* has none/ });
});
