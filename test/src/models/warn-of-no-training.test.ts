import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import * as layers from '../../../src/layers/index.js';
import { Model, Sequential } from '../../../src/models/index.js';

/** What a call prints as warnings. */
async function warnings(call: () => Promise<unknown>): Promise<string[]> {
  const warn = mock.method(console, 'warn', () => undefined);
  try {
    await call();
    return warn.mock.calls.map(({ arguments: [text] }) => String(text));
  } finally {
    warn.mock.restore();
  }
}

test('a model without weights that train is fitted, as in Keras, and says so once', async () => {
  await ensureReady();
  const x = tf.tensor2d([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const settings = { loss: 'meanSquaredError', metrics: ['mae'], optimizer: 'adam' } as const;
  for (const runEagerly of [false, true]) {
    const model = new Sequential([new layers.Rescaling({ scale: 0.5, inputShape: [3] })]);
    model.compile({ ...settings, runEagerly });
    const fit = async () => {
      const { history } = await model.fit(x, x, { epochs: 2, verbose: 0 });
      const [loss, mae] = await model.evaluate(x, x, { verbose: 0 });
      assert.deepEqual(history, { loss: [loss, loss], mae: [mae, mae] });
    };
    assert.match(
      (await warnings(fit)).join('|'),
      /^fit: Sequential sequential\S* has no weights: none trains\.\nFix: add a layer[^|]*$/,
    );
    assert.deepEqual(await warnings(fit), []);
  }
  const frozen = new Sequential([new layers.Dense({ units: 3, inputShape: [3] })]);
  frozen.trainable = false;
  frozen.compile(settings);
  const [before] = frozen.getWeights();
  const [text] = await warnings(() => frozen.fit(x, x, { verbose: 0 }));
  assert.match(text!, /only frozen weights: none trains\.\nFix: layer\.trainable = true/);
  assert.deepEqual(await frozen.getWeights()[0]!.array(), await before!.array());
});

test('layers that a subclass makes in call are a mistake', async () => {
  class Forgetful extends Model {
    override call(inputs: tf.Tensor): tf.Tensor {
      return new layers.Dense({ units: 3 }).apply(inputs) as tf.Tensor;
    }
  }
  const model = new Forgetful();
  model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  const x = tf.ones([2, 3]);
  await assert.rejects(
    model.fit(x, x, { verbose: 0 }),
    /has no weights[\s\S]*fields of the class, not in call/,
  );
});
