/**
 * Trains small models on all replicas of a job, or on one, and writes the weights that replica 0 ends with:
 * node --import tsx train.ts OUT.json [case ...]. Batches are those of all replicas together.
 */
import { writeFileSync } from 'node:fs';
import {
  callbacks,
  data,
  distribute,
  GradientTape,
  layers,
  losses,
  type Model,
  optimizers,
  Sequential,
  type Tensor,
  type TrainData,
  tf,
  utils,
} from '../../src/index.js';
import { moreCases } from './more-cases.js';
import { type Case, dense, samples } from './train-case.js';

const [out, ...names] = process.argv.slice(2) as [string, ...string[]];

const settings = { loss: 'binaryCrossentropy', metrics: ['accuracy'] };
const options = { batchSize: 8, epochs: 2, shuffle: true, verbose: 0 } as const;

class OwnStep extends Sequential {
  override trainStep([x, y]: TrainData) {
    const tape = new GradientTape();
    let yPred!: Tensor;
    const loss = tape.run(() => {
      yPred = this.apply(x, { training: true }) as Tensor;
      return this.compiledLoss(y, yPred);
    });
    const weights = this.trainableVariables;
    this.optimizer.applyGradients(
      tape.gradient(loss, weights).map((g, i) => [tf.clipByValue(g, -1, 1), weights[i]!]),
    );
    return { ...this.updateMetrics(y, yPred, loss), own: loss };
  }
}

/** One training: a model from layers, fitted on samples. */
function fitted(
  count: number,
  shape: readonly number[],
  make: () => Model,
  optimizer: () => optimizers.Optimizer,
): Case {
  return async (strategy) => {
    const { x, y } = samples(count, shape);
    const model = strategy.scope(() => {
      const made = make();
      made.compile({ optimizer: optimizer(), ...settings });
      return made;
    });
    const history = await model.fit(x, y, { ...options, validationData: [x, y] });
    const scores = await model.evaluate(x, y, { batchSize: 8, verbose: 0 });
    return { model, values: [...Object.values(history.history).flat(), ...scores] };
  };
}

const cases: Record<string, Case> = {
  dense: fitted(
    32,
    [6],
    () => new Sequential(dense()),
    () => new optimizers.Adam({ learningRate: 0.02 }),
  ),
  uneven: fitted(
    21,
    [6],
    () => new Sequential(dense()),
    () => new optimizers.SGD({ learningRate: 0.1, momentum: 0.9 }),
  ),
  lonely: fitted(
    17,
    [6],
    () => new Sequential(dense()),
    () => new optimizers.SGD({ learningRate: 0.1 }),
  ),
  conv: fitted(
    19,
    [6, 6, 1],
    () =>
      new Sequential([
        new layers.Conv2D({ filters: 3, kernelSize: 3, activation: 'relu', inputShape: [6, 6, 1] }),
        new layers.MaxPooling2D(),
        new layers.Flatten(),
        new layers.Dense({ units: 1, activation: 'sigmoid' }),
      ]),
    () => new optimizers.SGD({ learningRate: 0.1 }),
  ),
  syncbn: fitted(
    21,
    [6],
    () =>
      new Sequential([
        new layers.Dense({ units: 8, useBias: false, inputShape: [6] }),
        new layers.BatchNormalization({ synchronized: true }),
        new layers.Activation('relu'),
        new layers.Dense({ units: 1, activation: 'sigmoid' }),
      ]),
    () => new optimizers.SGD({ learningRate: 0.1 }),
  ),
  step: fitted(
    21,
    [6],
    () => new OwnStep(dense()),
    () => new optimizers.SGD({ learningRate: 0.1 }),
  ),
  async dataset(strategy) {
    const { x, y } = samples(21, [6]);
    const model = strategy.scope(() => new Sequential(dense()));
    model.compile({ optimizer: new optimizers.RMSprop(), ...settings });
    const dataset = data.Dataset.fromTensorSlices([x, y]).shuffle(21, { seed: 3 }).batch(8);
    const { history } = await model.fit(strategy.experimentalDistributeDataset(dataset), {
      epochs: 2,
      verbose: 0,
    });
    return { model, values: Object.values(history).flat() };
  },
  async byHand(strategy) {
    const { x, y } = samples(21, [6]);
    const [model, optimizer] = strategy.scope(
      () => [new Sequential(dense()), new optimizers.Adam({ learningRate: 0.02 })] as const,
    );
    const loss = new losses.BinaryCrossentropy();
    const batches = strategy.experimentalDistributeDataset(data.Dataset.fromTensorSlices([x, y]).batch(8));
    const values: number[] = [];
    for (let epoch = 0; epoch < 2; epoch++)
      for await (const [xs, ys] of batches) {
        const cost = strategy.run(
          (a: Tensor, b: Tensor) => {
            const tape = new GradientTape();
            const value = tape.run(() => loss(b, model.apply(a, { training: true }) as Tensor));
            optimizer.apply(tape.gradient(value, model.trainableVariables), model.trainableVariables);
            return value;
          },
          [xs, ys] as const,
        );
        values.push(strategy.reduce(distribute.ReduceOp.SUM, cost).dataSync()[0]!);
      }
    return { model, values };
  },
  async unbuilt(strategy) {
    const { x, y } = samples(16, [6]);
    const model = strategy.scope(
      () =>
        new Sequential([
          new layers.Dense({ units: 4 }),
          new layers.Dense({ units: 1, activation: 'sigmoid' }),
        ]),
    );
    model.compile({ optimizer: 'sgd', ...settings });
    const { history } = await model.fit(x, y, {
      ...options,
      callbacks: [new callbacks.EarlyStopping({ monitor: 'loss' })],
    });
    return { model, values: Object.values(history).flat() };
  },
  ...moreCases,
};

const results: Record<string, unknown> = {};
const strategy = process.env['TF_CONFIG']
  ? new distribute.MultiWorkerMirroredStrategy()
  : new distribute.MirroredStrategy();
for (const name of names.length > 0 ? names : Object.keys(cases)) {
  // Other seeds on other replicas: they have to end with replica 0's weights all the same.
  utils.setRandomSeed(11 + strategy.replicaId);
  strategy.replication?.shareRandomState();
  const { model, values } = await cases[name]!(strategy);
  const weights = model.getWeights().flatMap((weight) => [...weight.dataSync()]);
  const sums = weights.map((w) => strategy.reduce('SUM', w).dataSync()[0]! / strategy.numReplicasInSync);
  const apart = Math.max(...weights.map((w, i) => Math.abs(w - sums[i]!)));
  results[name] = { weights, values, apart };
}
if (strategy.replicaId === 0) writeFileSync(out, JSON.stringify(results));
