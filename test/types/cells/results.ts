// What the calls of the guide give: the types of results, history, tensors' ranks and plain values.
import type { Rank, Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from '../../../src/index.js';
import {
  activations,
  callbacks,
  datasets,
  GradientTape,
  Input,
  layers,
  losses,
  Model,
  metrics,
  models,
  ops,
  optimizers,
  Sequential,
  type SymbolicTensor,
  type TrainData,
  tf,
  utils,
  type Variable,
} from '../../../src/index.js';
import { expect, type Same } from './expect.js';

// Tensors: ranks where they are known, and their values.
const [[images, labels]] = await datasets.digits.loadData();
expect<Same<typeof images, Tensor3D>>();
expect<Same<typeof labels, Tensor1D>>();
const scalar = tf.scalar(3).numpy();
expect<Same<typeof scalar, number>>();
const list = tf.tensor1d([1, 2]).numpy();
expect<Same<typeof list, number[]>>();
const table = tf.ones<Rank.R2>([2, 2]).numpy();
expect<Same<typeof table, number[][]>>();
const x = images.reshape([1438, 64]).div(16);
const y = utils.toCategorical(labels);
expect<Same<typeof y, Tensor2D>>();

// Losses and metrics give scalars: `numpy()` is a number.
const loss = new losses.CategoricalCrossentropy()(y, y);
expect<Same<typeof loss, Scalar>>();
const accuracy = new metrics.Accuracy();
accuracy.updateState(labels, labels);
const value = accuracy.result().numpy();
expect<Same<typeof value, number>>();
const called = new metrics.SparseCategoricalAccuracy()(labels, y).numpy();
expect<Same<typeof called, number>>();
const area = new metrics.AUC().result().numpy();
expect<Same<typeof area, number>>();
const mean = new metrics.Mean().result().numpy();
expect<Same<typeof mean, number>>();
const perSample = losses.meanSquaredError(y, y);
expect<Same<typeof perSample, tf.Tensor>>();
const active = activations.relu(x);
expect<Same<typeof active, tf.Tensor>>();

// Models.
const made = new models.Sequential([new layers.Dense({ units: 10, inputShape: [64] })]);
expect<Same<typeof made, Sequential>>();
const output = new layers.Dense({ units: 10 })(Input({ shape: [64] }));
expect<Same<typeof output, SymbolicTensor>>();
const joined = new layers.Concatenate()([output, output]);
expect<Same<typeof joined, SymbolicTensor>>();
const sum = output.add(joined);
expect<Same<typeof sum, SymbolicTensor>>();
const model = new Sequential();
model.compile({
  optimizer: new tf.keras.optimizers.Adam({ learningRate: 0.001 }),
  loss: new tf.keras.losses.SparseCategoricalCrossentropy({ fromLogits: true }),
  metrics: ['accuracy', new metrics.Precision({ name: 'precision' }), (a: Tensor, b: Tensor) => a.sub(b)],
});
expect<Same<typeof model.trainableVariables, Variable[]>>();
expect<Same<ReturnType<typeof model.getWeights>, tf.Tensor[]>>();
const rate = model.optimizer.learningRate;
expect<Same<typeof rate, number>>();

// fit, evaluate, predict.
const { history, epoch } = await model.fit(x, y, { callbacks: [new callbacks.EarlyStopping()] });
expect<Same<typeof epoch, number[]>>();
expect<Same<typeof history.loss, number[]>>();
expect<Same<typeof history.val_accuracy, number[]>>();
expect<Same<typeof history.learning_rate, number[]>>();
expect<Same<(typeof history)['own_metric'], number[]>>();
const scores = await model.evaluate(x, y);
expect<Same<typeof scores, number[]>>();
const byName = await model.evaluate(x, y, { returnDict: true });
expect<Same<typeof byName, Record<string, number>>>();
const onBatch = await model.trainOnBatch(x, y);
expect<Same<typeof onBatch, number[]>>();
const onBatchByName = await model.testOnBatch(x, y, { returnDict: true });
expect<Same<typeof onBatchByName, Record<string, number>>>();
const predicted = model.predict(x);
expect<Same<typeof predicted, Tensor>>();
const onOne = model.predictOnBatch(x);
expect<Same<typeof onOne, Tensor>>();

// Models of one's own that give several outputs.
class Pair extends Model {
  dense = new layers.Dense({ units: 1 });
  call(inputs: Tensor) {
    return { value: this.dense(inputs), twice: this.dense(inputs).mul(2) };
  }
}
const pair = new Pair().predict(x);
expect<Same<typeof pair.value, Tensor>>();
const { twice } = new Pair()(x);
expect<Same<typeof twice, tf.Tensor>>();

// Gradients: one for one source, a list for a list.
const tape = new GradientTape();
const gradient = tape.gradient(loss, tf.variable(tf.scalar(1)));
expect<Same<typeof gradient, tf.Tensor>>();
const gradients = tape.gradient(loss, model.trainableVariables);
expect<Same<typeof gradients, tf.Tensor[]>>();

// What tape.run gives may be taken apart, also where methods choose their types by where they are used.
const parts = new GradientTape();
const { total, own } = parts.run(() => {
  const own = losses.meanSquaredError(x, x).mean();
  return { total: own.add(tf.scalar(1)), own };
});
expect<Same<typeof total, tf.Tensor>>();
expect<Same<typeof own, Scalar>>();

// Over all elements one number is left.
const numbers: number[] = [
  x.mean().numpy(),
  x.sum().numpy(),
  tf.mean(x).numpy(),
  tf.max(x).numpy(),
  ops.sum(x).numpy(),
];
const ofRows: Tensor = x.mean(1).add(ops.max(x, -1)).add(tf.sum(x, 1));
const product: Tensor2D = tf.ones<Rank.R2>([2, 2]).matMul(tf.ones([2, 2]));
void [numbers, ofRows, product];

// A loss of one's own around the model's.
class Doubled extends Model {
  dense = new layers.Dense({ units: 1 });

  call(inputs: Tensor) {
    return this.dense(inputs);
  }

  override computeLoss(...given: Parameters<Model['computeLoss']>) {
    return super.computeLoss(...given).mul(2);
  }
}
const doubled: Tensor = new Doubled().predict(x);
void doubled;

// Steps of one's own, as Keras's guide has them: `this(x)`, and all metrics alike.
class Stepping extends Model {
  override trainStep([x, y]: TrainData) {
    const tape = new GradientTape();
    const [loss, yPred] = tape.run(() => {
      const yPred = this(x, { training: true });
      return [this.computeLoss(x, y, yPred), yPred];
    });
    this.optimizer.apply(tape.gradient(loss, this.trainableVariables), this.trainableVariables);
    for (const metric of this.metrics) {
      if (metric.name === 'loss') metric.updateState(loss);
      else metric.updateState(y, yPred);
    }
    return Object.fromEntries(this.metrics.map((metric) => [metric.name, metric.result()]));
  }
}
class TwoNetworks extends Stepping {
  generatorOptimizer!: optimizers.Optimizer;

  override compile({ generatorOptimizer }: { generatorOptimizer: optimizers.Optimizer }) {
    super.compile();
    this.generatorOptimizer = generatorOptimizer;
  }
}
new TwoNetworks().compile({ generatorOptimizer: new optimizers.Adam() });
const eachOutput = new Model({ inputs: model.inputs, outputs: model.layers.map((layer) => layer.output) });
const shapes: number[][] = eachOutput.predict(x).map(({ shape }) => shape);
void shapes;

// Optimizers and metrics of one's own.
class Sign extends optimizers.Optimizer {
  constructor(options: { learningRate?: number } = {}) {
    super({ name: 'sign', ...options });
  }

  override updateStep(gradient: Tensor, variable: Variable, learningRate: Tensor) {
    variable.assignSub(gradient.sign().mul(learningRate));
  }
}
class Hits extends metrics.Metric {
  count = this.addWeight({ name: 'count' });

  override updateState(yTrue: Tensor, yPred: Tensor) {
    this.count.assignAdd(yTrue.equal(yPred).cast('float32').sum());
  }

  override result() {
    return this.count;
  }
}
model.compile({ optimizer: new Sign(), loss: 'mse', metrics: [new Hits()] });

// Wrong ones are errors before anything runs.
// @ts-expect-error: not an optimizer
model.compile({ optimizer: 3 });
// @ts-expect-error: no such option
new optimizers.Adam({ lr: 0.1 });
// @ts-expect-error: options are an object
new layers.Dropout(0.5);
// @ts-expect-error: patience is a number
new callbacks.EarlyStopping({ patience: 'ten' });
// @ts-expect-error: the file is needed
new callbacks.CSVLogger();
// @ts-expect-error: an unknown option
await model.evaluate(x, y, { return_dict: true });
// @ts-expect-error: an unknown option
model.predict(x, { batch_size: 3 });
// @ts-expect-error: x is needed
await model.fit();
// @ts-expect-error: a shape is a list
Input({ shape: 64 });
// @ts-expect-error: outputs without inputs are symbolic tensors
new Model({ inputs: x, outputs: output });
// @ts-expect-error: an epoch hook has no such name
await model.fit(x, y, { callbacks: { onEpochEnds() {} } });
// @ts-expect-error: verbose is 0, 1, 2, 'auto' or a boolean
await model.fit(x, y, { verbose: 3 });
