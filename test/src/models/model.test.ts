import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { GradientTape } from '../../../src/backends/gradients/gradient-tape.js';
import { Dense, Dropout, Input, Layer } from '../../../src/layers/index.js';
import { Mean } from '../../../src/metrics/index.js';
import { Model, type TrainData } from '../../../src/models/index.js';
import { smallData, smallModel } from './small-model.js';

class Custom extends Model {
  dense1 = new Dense({ units: 4, activation: 'tanh' });
  drop = new Dropout({ rate: 0.5, seed: 1 });
  heads = [new Dense({ units: 3, activation: 'softmax' })];

  override call(inputs: tf.Tensor, _options?: { training?: boolean }): tf.Tensor {
    return this.heads[0]!(this.drop(this.dense1(inputs)));
  }
}

describe('Model', () => {
  before(ensureReady);

  it('is functional with inputs and outputs', () => {
    const [a, b] = [Input({ shape: [2], name: 'a' }), Input({ shape: [2], name: 'b' })];
    const shared = new Dense({ units: 3, name: 'shared' });
    const model = new Model({ inputs: { a, b }, outputs: [shared(a), shared(b)], name: 'twins' });
    assert.deepEqual(
      [model.inputNames, model.outputNames, model.name],
      [['a', 'b'], ['shared', 'shared'], 'twins'],
    );
    const [p, q] = model.predict({ a: tf.ones([2, 2]), b: tf.ones([2, 2]) });
    assert.deepEqual(p.arraySync(), q.arraySync());
    assert.equal(model.getLayer('shared'), shared);
    assert.equal(model.getLayer(-1), shared);
    assert.throws(() => model.getLayer('share'), /Fix: getLayer\('shared'\)/);
  });

  it('nests, and trains the layers of the inner model', () => {
    const x = Input({ shape: [4] });
    const inner = smallModel();
    const model = new Model({ inputs: x, outputs: new Dense({ units: 1 })(inner(x)) });
    assert.equal(model.trainableWeights.length, 6);
    inner.trainable = false;
    assert.equal(model.trainableWeights.length, 2);
  });

  it('of one’s own tracks its fields, builds from a shape, and sums up after', () => {
    const model = new Custom();
    assert.equal(model.weights.length, 0);
    model.build([null, 4]);
    assert.deepEqual([model.built, model.weights.length, model.countParams()], [true, 4, 35]);
    const lines: string[] = [];
    model.summary({ printFn: (line) => lines.push(line) });
    assert.match(lines.join('\n'), /dense.*\b4\b[\s\S]*Total\s+35/);
    assert.deepEqual(
      model.layers.map(({ className }) => className),
      ['Dense', 'Dropout', 'Dense'],
    );
  });

  it('hands the mode down, also where a step calls `call` itself', () => {
    const model = new Custom();
    const x = tf.ones([50, 4]);
    const still = model(x).arraySync();
    assert.deepEqual(model(x).arraySync(), still);
    assert.notDeepEqual(model.call(x, { training: true }).arraySync(), still);
    assert.notDeepEqual(model(x, { training: true }).arraySync(), still);
  });

  it('takes steps of one’s own, on an unbuilt model, once a batch', async () => {
    let steps = 0;
    class Clipped extends Custom {
      norm = new Mean({ name: 'norm' });

      override trainStep([x, y]: TrainData) {
        steps += 1;
        const tape = new GradientTape();
        let yPred!: tf.Tensor;
        const loss = tape.run(() => {
          yPred = this.call(x);
          return this.compiledLoss(y, yPred);
        });
        const gradients = tape.gradient(loss, this.trainableVariables).map((g) => tf.clipByValue(g, -1, 1));
        this.norm.updateState(tf.norm(gradients[0]!));
        this.optimizer.applyGradients(gradients.map((g, i) => [g, this.trainableVariables[i]]));
        return this.updateMetrics(y, yPred, loss);
      }
    }
    const model = new Clipped();
    model.compile({
      optimizer: 'sgd',
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
      runEagerly: true,
    });
    const [x, y] = smallData();
    const { history } = await model.fit(x, y, { epochs: 2, batchSize: 8, verbose: 0 });
    assert.equal(steps, 6);
    assert.deepEqual(Object.keys(history), ['loss', 'accuracy', 'norm']);
    assert.ok(history['norm']!.every((value) => value > 0));
  });

  it('takes computeLoss, computeMetrics and testStep of one’s own', async () => {
    class Own extends Custom {
      override computeLoss(_x: unknown, y: tf.Tensor, yPred: tf.Tensor): tf.Scalar {
        return tf.mean(
          tf.squaredDifference(tf.oneHot(y.cast('int32') as tf.Tensor1D, 3), yPred),
        ) as tf.Scalar;
      }
      override computeMetrics() {
        return { ...this.getMetricsResult(), fixed: 7 };
      }
      override testStep([x]: TrainData) {
        return { size: tf.scalar(x.shape[0]!) };
      }
    }
    const model = new Own();
    model.compile({ optimizer: 'adam' });
    const [x, y] = smallData();
    const { history } = await model.fit(x, y, { verbose: 0 });
    assert.deepEqual(Object.keys(history), ['loss', 'fixed']);
    // No three probabilities are further from a label.
    assert.ok(history.loss[0]! < 2 / 3);
    assert.deepEqual(await model.evaluate(x, y, { verbose: 0, returnDict: true }), { size: 20 });
  });

  it('has no metrics of compiled models in it, whose losses would take the place of its own', async () => {
    const [x, y] = smallData();
    const inner = smallModel();
    const compiled = {
      optimizer: 'sgd',
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    } as const;
    inner.compile(compiled);
    const input = Input({ shape: [4] });
    class Around extends Layer {
      model = inner;
      override call(inputs: tf.Tensor): tf.Tensor {
        return this.model(inputs);
      }
    }
    for (const layer of [inner, new Around()]) {
      const outer = new Model({ inputs: input, outputs: layer(input) });
      outer.compile(compiled);
      const expected = await inner.evaluate(x, y, { verbose: 0 });
      assert.deepEqual(await outer.evaluate(x, y, { verbose: 0 }), expected);
      assert.deepEqual(outer.metricsNames, inner.metricsNames);
      const { history } = await outer.fit(x, y, { verbose: 0, shuffle: false });
      assert.ok(history.loss[0]! > 0);
    }
  });

  it('says what is missing', async () => {
    const [x, y] = smallData();
    const model = new Custom({ name: 'm' });
    assert.throws(() => model.optimizer, /Custom m is not compiled\.\nFix: model\.compile/);
    await assert.rejects(model.fit(x, y), /fit: expected a compiled model/);
    model.compile({ optimizer: 'sgd' });
    await assert.rejects(
      model.fit(x, y, { verbose: 0 }),
      /expected a loss; Custom m was compiled without one/,
    );
    model.compile({ loss: 'mse' });
    await assert.rejects(model.fit(x, undefined, { verbose: 0 }), /needs labels; received none/);
    assert.throws(
      () => model.computeLoss({ y, yPred: y }, undefined, undefined as never),
      /computeLoss: .*received \{ y, yPred \}[\s\S]*computeLoss\(x, y, yPred, sampleWeight\)/,
    );
    assert.throws(() => new Model({ inputs: Input({ shape: [1] }) }), /received only inputs/);
    // Keras's call by position.
    for (const inputs of [Input({ shape: [1] }), [Input({ shape: [1] })], { a: Input({ shape: [1] }) }])
      assert.throws(() => new Model(inputs as never), /new Model\(\{ inputs, outputs \}\)/);
    assert.throws(() => new Model({ input: 3 } as never), /unknown option input/);
    assert.throws(() => model.inputs, /inputs is known for models with a known input shape only/);
    assert.throws(() => new Model()(x), /expected a method call/);
  });

  it('knows its metrics, their keys and directions', () => {
    const model = smallModel();
    assert.deepEqual(model.metricsNames, ['loss']);
    assert.equal(model.metricDirection('loss'), 'down');
    assert.equal(model.metricDirection('nothing'), undefined);
    assert.equal(model.compiled, true);
    assert.equal(model.loss, 'sparseCategoricalCrossentropy');
  });
});
