import assert from 'node:assert/strict';
import { before, describe, it, mock } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
// The library as a whole says which classes are its own.
import '../../../src/index.js';
import { setRandomSeed } from '../../../src/backends/random.js';
import * as data from '../../../src/data/index.js';
import * as layers from '../../../src/layers/index.js';
import { Mean, SparseCategoricalAccuracy } from '../../../src/metrics/index.js';
import type { CompileOptions } from '../../../src/models/index.js';
import { Sequential } from '../../../src/models/index.js';
import { Model, type TrainData } from '../../../src/models/model.js';
import { disposeFunctions, trainFunction } from '../../../src/models/model-steps.js';
import { SGD } from '../../../src/optimizers/index.js';
import { ExponentialDecay } from '../../../src/optimizers/schedules/index.js';
import { RECORDING_BACKENDS } from '../../recording-backends.js';
import { smallData, smallModel } from './small-model.js';

for (const { name, missing, load } of RECORDING_BACKENDS)
  describe(`compiled steps equal eager ones on ${name}`, { skip: missing }, () => {
    before(load);

    function network(options: CompileOptions): Sequential {
      setRandomSeed(5);
      const model = new Sequential([
        layers.Input({ shape: [4] }),
        new layers.Dense({ units: 8, activation: 'relu', kernelRegularizer: 'l2' }),
        new layers.BatchNormalization(),
        new layers.Dropout({ rate: 0.3 }),
        new layers.Dense({ units: 3, activation: 'softmax' }),
      ]);
      model.compile({
        optimizer: 'adam',
        loss: 'sparseCategoricalCrossentropy',
        metrics: ['accuracy'],
        ...options,
      });
      return model;
    }

    async function trained(options: CompileOptions, samples: number): Promise<number[]> {
      const model = network(options);
      const [x, y] = smallData(samples);
      assert.equal(trainFunction(model, model.trainer('test')).records, !options.runEagerly);
      setRandomSeed(6);
      const { history } = await model.fit(x, y, {
        batchSize: 4,
        epochs: 3,
        verbose: 0,
        validationSplit: 0.2,
      });
      const evaluated = await model.evaluate(x, y, { batchSize: 4, verbose: 0 });
      const predicted = model.predict(x, { batchSize: 4 }) as tf.Tensor;
      const numbers = [...Object.values(history).flat(), ...evaluated, ...predicted.dataSync()] as number[];
      for (const weight of model.weights) numbers.push(...weight.dataSync());
      return numbers;
    }

    for (const options of [
      {},
      { stepsPerExecution: 3 },
      { jitCompile: true },
      { stepsPerExecution: 4, jitCompile: true },
    ] as CompileOptions[])
      it(`${JSON.stringify(options)}: dropout, batch normalization, uneven batches`, async () => {
        const eager = await trained({ runEagerly: true }, 90);
        const compiled = await trained(options, 90);
        assert.equal(compiled.length, eager.length);
        compiled.forEach((value, i) => {
          const expected = eager[i]!;
          assert.ok(
            Math.abs(value - expected) <= 1e-5 * Math.max(1, Math.abs(expected)),
            `${i}: ${value}, eager ${expected}`,
          );
        });
      });

    it('runs a step of one’s own that cannot be recorded, and says why once', async () => {
      const said = mock.method(console, 'warn', () => {});
      class Own extends Sequential {
        calls = 0;
        override trainStep(data: Parameters<Sequential['trainStep']>[0]) {
          this.calls += 1;
          const logs = super.trainStep(data);
          this.weights[0]!.dataSync();
          return logs;
        }
      }
      const model = new Own([new layers.Dense({ units: 3, inputShape: [4], activation: 'softmax' })]);
      model.compile({ loss: 'sparseCategoricalCrossentropy' });
      const [x, y] = smallData(20);
      await model.fit(x, y, { batchSize: 4, epochs: 2, verbose: 0 });
      if (name === 'wasm') {
        // Nobody asked for a recording: what it counts counts.
        assert.deepEqual([model.calls, said.mock.callCount()], [10, 0]);
        model.compile({ loss: 'sparseCategoricalCrossentropy', jitCompile: true });
        await assert.rejects(model.fit(x, y, { batchSize: 4, verbose: 0 }), /reads the value/);
        said.mock.restore();
        return;
      }
      // Ten steps, and the recording that was tried.
      assert.equal(model.calls, 11);
      assert.equal(said.mock.callCount(), 1);
      assert.match(
        String(said.mock.calls[0]!.arguments[0]),
        /trainStep runs eagerly, since it reads the value/,
      );
      said.mock.restore();
    });

    it('calls hooks at every batch with its values, and records again when layers are frozen', async () => {
      const [x, y] = smallData(40);
      const seen: number[][] = [];
      const said = mock.method(console, 'warn', () => {});
      // Logs that are read at each batch are computed in the recorded step, unless that would read a value.
      class Read extends SparseCategoricalAccuracy {
        override result() {
          return tf.scalar(super.result().dataSync()[0]!);
        }
      }
      const metrics = [['accuracy'], ['accuracy'], [new Read()]];
      for (const [i, given] of metrics.entries()) {
        const model = network({ runEagerly: i === 0, metrics: given });
        setRandomSeed(6);
        const losses: number[] = [];
        const values: number[] = [];
        const onTrainBatchEnd = (_batch: number, logs: Readonly<Record<string, number>>) => {
          losses.push(logs['loss']!);
          values.push(...Object.values(logs));
        };
        await model.fit(x, y, { batchSize: 4, verbose: 0, callbacks: { onTrainBatchEnd } });
        model.layers[0]!.trainable = false;
        const frozen = [...model.weights[0]!.dataSync()];
        await model.fit(x, y, { batchSize: 4, epochs: 2, verbose: 0 });
        assert.deepEqual([...model.weights[0]!.dataSync()], frozen);
        assert.equal(losses.length, 10);
        seen.push(values);
      }
      assert.equal(said.mock.callCount(), 0);
      said.mock.restore();
      const [eager, ...recorded] = seen as [number[], ...number[][]];
      assert.equal(eager.length, 20);
      for (const values of recorded)
        for (const [i, value] of values.entries()) assert.ok(Math.abs(value - eager[i]!) < 1e-5);
    });

    it('another schedule, and another weight decay, count in compiled steps', async () => {
      const [x, y] = smallData(40);
      const [eager, compiled] = await Promise.all(
        [true, false].map(async (runEagerly) => {
          const optimizer = new SGD({ learningRate: 0.1 });
          const model = network({ optimizer, runEagerly });
          const fit = () => model.fit(x, y, { batchSize: 4, verbose: 0, shuffle: false });
          setRandomSeed(6);
          await fit();
          for (const initialLearningRate of [0.2, 0.05]) {
            optimizer.learningRate = new ExponentialDecay({
              initialLearningRate,
              decaySteps: 2,
              decayRate: 0.5,
            });
            setRandomSeed(6);
            await fit();
          }
          optimizer.weightDecay = 0.5;
          setRandomSeed(6);
          await fit();
          return model.weights.flatMap((weight) => [...weight.dataSync()]);
        }),
      );
      eager!.forEach((value, i) => {
        assert.ok(Math.abs(value - compiled![i]!) < 1e-5, `${i}: ${compiled![i]}, eager ${value}`);
      });
    });

    it('runs without weights that train, as Keras does: nothing changes', async () => {
      const said = mock.method(console, 'warn', () => {});
      const [x, y] = [tf.reshape(tf.range(0, 12), [6, 2]), tf.ones([6, 1])];
      const cases = [
        [new layers.Dense({ units: 1, kernelInitializer: 'ones', inputShape: [2] }), 440 / 3, 10],
        [new layers.Rescaling({ scale: 0.5, inputShape: [2] }), 145 / 24, 2],
      ] as const;
      for (const runEagerly of [true, false])
        for (const [layer, loss, mae] of cases) {
          const model = new Sequential([layer]);
          layer.trainable = false;
          model.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'], runEagerly });
          const { history } = await model.fit(x, y, { epochs: 4, batchSize: 2, verbose: 0 });
          for (const value of history['loss']!) assert.ok(Math.abs(value - loss) < 1e-4);
          assert.deepEqual(history['mae'], [mae, mae, mae, mae]);
          assert.equal(model.optimizer.iterations.dataSync()[0], 0);
          for (const weight of model.weights) assert.ok([0, 1].includes(weight.dataSync()[0]!));
        }
      assert.equal(said.mock.callCount(), 4);
      said.mock.restore();
    });

    it('a learning rate that a callback sets counts in compiled steps', async () => {
      const [x, y] = smallData(40);
      const model = network({ optimizer: 'sgd' });
      await model.fit(x, y, { batchSize: 4, verbose: 0 });
      model.optimizer.learningRate = 0;
      const before = [...model.trainableWeights[0]!.dataSync()];
      await model.fit(x, y, { batchSize: 4, verbose: 0 });
      assert.deepEqual([...model.trainableWeights[0]!.dataSync()], before);
    });
  });

it('functions go with what was compiled', async () => {
  const model = smallModel();
  const trainer = model.trainer('test');
  const first = trainFunction(model, trainer);
  assert.equal(trainFunction(model, trainer), first);
  disposeFunctions(trainer);
  assert.notEqual(trainFunction(model, trainer), first);
  assert.ok(model instanceof Model);
});

it('labels that were refused do not choose the metrics of the next fit', async () => {
  const model = new Sequential([new layers.Dense({ units: 3, inputShape: [4], activation: 'softmax' })]);
  model.compile({ loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const numbers = tf.zeros([8], 'int32') as tf.Tensor1D;
  await assert.rejects(model.fit(tf.ones([8, 4]), numbers, { verbose: 0 }), /one-hot|shape/);
  const { history } = await model.fit(tf.ones([8, 4]), tf.oneHot(numbers, 3), { verbose: 0 });
  assert.equal(history['accuracy']!.length, 1);
});

it('eager steps leave the losses that layers added in the last one, as in Keras', async () => {
  class Sums extends layers.Layer {
    override call(x: tf.Tensor): tf.Tensor {
      this.addLoss(tf.sum(x) as tf.Scalar);
      return x;
    }
  }
  const dense = new layers.Dense({ units: 1, kernelRegularizer: 'l2' });
  const model = new Sequential([layers.Input({ shape: [2] }), new Sums(), dense]);
  const added = () => model.losses.map((loss) => loss.dataSync()[0]).slice(0, -1);
  const [x, y] = [tf.ones([6, 2]), tf.ones([6, 1])];
  for (const [runEagerly, after] of [
    [true, [4]],
    [false, []],
  ] as const) {
    model.compile({ optimizer: 'sgd', loss: 'mse', runEagerly });
    await model.fit(x, y, { batchSize: 4, verbose: 0 });
    assert.deepEqual(added(), after);
    await model.evaluate(x, y, { verbose: 0 });
    assert.deepEqual(added(), runEagerly ? [12] : []);
    model.predict(x, { batchSize: 4 });
    assert.deepEqual(added(), after);
    model(x);
    assert.deepEqual(added(), [12]);
  }
  model.compile({ optimizer: 'sgd', loss: 'mse', runEagerly: true });
  await model.fit(x, y, { batchSize: 4, verbose: 0 });
  const { numTensors } = tf.memory();
  await model.fit(x, y, { batchSize: 1, epochs: 3, verbose: 0 });
  assert.equal(tf.memory().numTensors, numTensors, 'those of the steps before are disposed of');
});

it('a step of one’s own finds the compiled metrics before anything was predicted', async () => {
  class Own extends Model {
    override trainStep([x, y]: readonly [tf.Tensor, tf.Tensor]) {
      const yPred = this.apply(x, { training: true }) as tf.Tensor;
      for (const metric of this.metrics) {
        if (metric instanceof Mean && metric.name === 'loss') metric.updateState(tf.scalar(2));
        else metric.updateState(y, yPred);
      }
      return Object.fromEntries(this.metrics.map((metric) => [metric.name, metric.result()]));
    }
  }
  const x = layers.Input({ shape: [2] });
  const model = new Own({ inputs: x, outputs: new layers.Dense({ units: 1, kernelInitializer: 'ones' })(x) });
  model.compile({ optimizer: 'sgd', loss: 'mse', metrics: ['mae'] });
  const { history } = await model.fit(tf.ones([4, 2]), tf.zeros([4, 1]), { verbose: 0 });
  assert.deepEqual(history, { loss: [2], mae: [2] });
});

it('a step of one’s own finds the compiled metrics where it makes the labels itself', async () => {
  class Own extends Model {
    override trainStep([x]: TrainData) {
      const [first, second] = tf.unstack(x) as [tf.Tensor, tf.Tensor];
      const scores = tf.matMul(this.apply(first) as tf.Tensor, this.apply(second) as tf.Tensor, false, true);
      for (const metric of this.metrics) {
        if (metric instanceof Mean && metric.name === 'loss') metric.updateState(tf.scalar(2));
        else metric.updateState(tf.tensor([0, 1, 0]), scores);
      }
      return Object.fromEntries(this.metrics.map((metric) => [metric.name, metric.result()]));
    }
  }
  const x = layers.Input({ shape: [3] });
  const model = new Own({ inputs: x, outputs: new layers.Identity()(x) });
  model.compile({ optimizer: 'sgd', metrics: [new SparseCategoricalAccuracy({ name: 'acc' })] });
  const pairs = tf.stack([tf.eye(3), tf.eye(3)]).expandDims(0);
  const { history } = await model.fit(data.Dataset.fromTensorSlices(pairs), { verbose: 0 });
  assert.equal(history.acc?.[0]?.toFixed(4), '0.6667');
});
