/** Programs as tfjs's tutorials have them: they run, with only the lines changed that docs/from-tfjs.md names. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { backends, memory, tf, utils } from '../../src/index.js';

before(() => backends.ensureReady());

const labels = tf.tensor1d(
  Array.from({ length: 60 }, (_, i) => i % 3),
  'int32',
);
const xs = tf
  .oneHot(labels, 3)
  .toFloat()
  .concat(tf.ones([60, 1]), 1);
const ys = tf.oneHot(labels, 3).toFloat();

describe('a program of tfjs', () => {
  it('fits a line with a model', async () => {
    utils.setRandomSeed(1);
    const model = tf.sequential();
    model.add(tf.layers.dense({ units: 1, inputShape: [1] }));
    model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
    const [x, y] = [tf.tensor2d([1, 2, 3, 4], [4, 1]), tf.tensor2d([1, 3, 5, 7], [4, 1])];
    await model.fit(x, y, { epochs: 250, verbose: 0 });
    const guess = model.predict(tf.tensor2d([5], [1, 1])).dataSync()[0] ?? 0;
    assert.ok(Math.abs(guess - 9) < 1, String(guess));
  });

  it('fits a line by hand', () => {
    const a = tf.variable(tf.scalar(0));
    const b = tf.variable(tf.scalar(0));
    const predict = (x: tf.Tensor) => tf.tidy(() => a.mul(x).add(b));
    const optimizer = tf.train.sgd(0.3);
    const [x, y] = [tf.tensor1d([0, 1, 2]), tf.tensor1d([1, 3, 5])];
    const step = () => optimizer.minimize(() => predict(x).sub(y).square().mean());
    step();
    const { tensors } = memory();
    for (let i = 0; i < 99; i++) step();
    assert.equal(memory().tensors, tensors);
    assert.ok(Math.abs((a.dataSync()[0] ?? 0) - 2) < 0.05 && Math.abs((b.dataSync()[0] ?? 0) - 1) < 0.05);
    const { value, grads } = tf.variableGrads(() => predict(x).sub(y).square().mean().asScalar());
    optimizer.applyGradients(grads);
    assert.ok((value.dataSync()[0] ?? 1) < 0.01);
  });

  it('classifies, and watches by functions', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units: 8, activation: 'relu', inputShape: [4] }),
        tf.layers.dropout({ rate: 0.1 }),
        tf.layers.dense({ units: 3, activation: 'softmax' }),
      ],
    });
    model.compile({
      optimizer: tf.train.adam(0.05),
      loss: 'categoricalCrossentropy',
      metrics: ['accuracy'],
    });
    const seen: number[] = [];
    const yields: number[] = [];
    const { history } = await model.fit(xs, ys, {
      epochs: 8,
      batchSize: 20,
      validationSplit: 0.2,
      verbose: 0,
      callbacks: {
        onBatchEnd: async () => tf.nextFrame(),
        onEpochEnd: (epoch, logs) => void seen.push(epoch, logs['val_accuracy'] ?? -1),
        onYield: (epoch) => void yields.push(epoch),
      },
    });
    assert.equal(seen.length, 16);
    assert.equal(yields.length, 8 * 3);
    const [loss, accuracy] = await model.evaluate(xs, ys, { verbose: 0 });
    assert.ok((loss ?? 9) < (history.loss[0] ?? 0) && (accuracy ?? 0) > 0.6);
    assert.deepEqual(model.getLayer(null, 2).getWeights()[0]?.shape, [8, 3]);
  });

  it('trains on a data set, with tfjs’s names of the counts', async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4] })] });
    model.compile({ optimizer: tf.train.rmsprop(0.01), loss: tf.losses.softmaxCrossEntropy });
    function* batches() {
      for (;;) yield { xs, ys };
    }
    const { epoch } = await model.fitDataset(batches(), { epochs: 2, batchesPerEpoch: 3, verbose: 0 });
    assert.deepEqual(epoch, [0, 1]);
    const rows = tf.data.Dataset.fromTensorSlices({ xs, ys }).batch(20);
    const validated = await model.fitDataset(rows, {
      validationData: rows,
      validationBatches: 1,
      verbose: 0,
    });
    assert.deepEqual(Object.keys(validated.history), ['loss', 'val_loss']);
  });

  it('builds a graph with apply, and a layer of its own', async () => {
    class Halve extends tf.layers.Layer {
      override call(input: tf.Tensor) {
        return input.div(2);
      }
    }
    tf.serialization.registerClass(Halve);
    const input = tf.input({ shape: [4] });
    const hidden = tf.layers.dense({ units: 4, kernelInitializer: 'glorotNormal' }).apply(input);
    const sum = tf.layers.add().apply([hidden, new Halve().apply(input)]);
    const model = tf.model({
      inputs: input,
      outputs: tf.layers.leakyReLU({ negativeSlope: 0.1 }).apply(sum),
    });
    assert.deepEqual(model.predict(xs).shape, [60, 4]);
    model.compile({ optimizer: 'sgd', loss: tf.losses.meanSquaredError });
    const stop = tf.callbacks.earlyStopping({ monitor: 'loss', patience: 1, minDelta: 1e9 });
    const { epoch } = await model.fit(xs, tf.zeros([60, 4]), { epochs: 9, callbacks: stop, verbose: 0 });
    assert.deepEqual(epoch, [0, 1]);
  });
});

it('the defaults are those of the page', () => {
  const config = (layer: { getConfig(): Record<string, unknown> }) => layer.getConfig();
  assert.match(JSON.stringify(config(tf.layers.dense({ units: 1 }))['kernel_initializer']), /GlorotUniform/);
  const gru = config(tf.layers.gru({ units: 1 }));
  assert.deepEqual([gru['recurrent_activation'], gru['reset_after']], ['sigmoid', true]);
});
