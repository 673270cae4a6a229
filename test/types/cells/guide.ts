// The guide's program and custom model, as a user writes them: no cast, no any.

import type { Tensor as AnyTensor, History, SymbolicTensor } from '../../../src/index.js';
import {
  callbacks,
  datasets,
  GradientTape,
  Input,
  layers,
  losses,
  Model,
  optimizers,
  Sequential,
  type Tensor,
  type TrainData,
  tf,
  utils,
} from '../../../src/index.js';
import { expect, type Same } from './expect.js';

const [[trainImages, trainLabels], [testImages, testLabels]] = await datasets.mnist.loadData();
const x = trainImages
  .reshape([60000, 28 * 28])
  .cast('float32')
  .div(255);
const y = utils.toCategorical(trainLabels);
const xTest = testImages
  .reshape([10000, 28 * 28])
  .cast('float32')
  .div(255);
const yTest = utils.toCategorical(testLabels);

const model = new Sequential();
model.add(new layers.Dense({ units: 64, activation: 'relu', inputShape: [28 * 28] }));
model.add(new layers.Dense({ units: 10, activation: 'softmax' }));
model.compile({ optimizer: new optimizers.Adam(), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
const history = await model.fit(x, y, {
  epochs: 5,
  batchSize: 32,
  validationSplit: 0.2,
  callbacks: [new callbacks.EarlyStopping({ monitor: 'val_loss', patience: 3 })],
});
const [loss, accuracy] = await model.evaluate(xTest, yTest);
expect<Same<typeof loss, number>>();
expect<Same<typeof accuracy, number>>();
expect<Same<typeof history, History>>();
expect<Same<typeof history.history.val_loss, number[]>>();
const { accuracy: right } = await model.evaluate(xTest, yTest, { returnDict: true });
expect<Same<typeof right, number>>();
const predictions = model.predict(xTest);
expect<Same<typeof predictions, Tensor>>();

const input1 = Input({ shape: [32], name: 'input_1' });
const input2 = Input({ shape: [64], name: 'input_2' });
const hidden = new layers.Dense({ units: 128, activation: 'relu' })(input1);
expect<Same<typeof hidden, SymbolicTensor>>();
const one = new Model({ inputs: [input1, input2], outputs: hidden });
const single = one.predict([x, x]);
expect<Same<typeof single, AnyTensor>>();
const two = new Model({ inputs: [input1, input2], outputs: [hidden, input2] });
const [first, second] = two.predict([x, x]);
expect<Same<typeof first, AnyTensor>>();
expect<Same<typeof second, AnyTensor>>();
const named = new Model({ inputs: { a: input1 }, outputs: { b: hidden } });
const { b } = named.predict({ a: x });
expect<Same<typeof b, AnyTensor>>();

class Custom extends Model {
  dense1 = new layers.Dense({ units: 64, activation: 'relu' });
  dropout = new layers.Dropout({ rate: 0.2 });
  dense2 = new layers.Dense({ units: 10, activation: 'softmax' });

  call(inputs: Tensor, { training = false } = {}) {
    let h = this.dense1(inputs);
    if (training) h = this.dropout(h);
    return this.dense2(h);
  }

  override trainStep([x, y]: TrainData) {
    const tape = new GradientTape();
    let yPred!: Tensor;
    // biome-ignore lint/suspicious/noAssignInExpressions: as the design page has it
    const loss = tape.run(() => this.compiledLoss(y, (yPred = this.call(x, { training: true }))));
    const gradients = tape.gradient(loss, this.trainableVariables).map((g) => tf.clipByValue(g, -1, 1));
    this.optimizer.applyGradients(gradients.map((g, i) => [g, this.trainableVariables[i]]));
    return this.updateMetrics(y, yPred, loss);
  }
}
const custom = new Custom();
custom.build([null, 784]);
custom.compile({
  optimizer: 'adam',
  loss: 'categorical_crossentropy',
  metrics: ['accuracy'],
  runEagerly: false,
});
await custom.fit(x, y, { callbacks: { onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) } });
const out = custom.predict(x);
expect<Same<typeof out, Tensor>>();
const called = custom(x);
expect<Same<typeof called, Tensor>>();
const symbolic = custom(input2);
expect<Same<typeof symbolic, SymbolicTensor>>();

class Report extends callbacks.Callback {
  onEpochEnd(epoch: number, logs: { loss?: number } = {}) {
    console.log(`Epoch ${epoch}: ${logs.loss}, rate ${this.model.optimizer.learningRate}`);
    this.model.stopTraining = true;
  }
}
await custom.fit(x, y, { callbacks: [new Report()] });

function* batches() {
  while (true) yield [x, y] as const;
}
await custom.fit(batches(), { stepsPerEpoch: 3 });
await custom.fit(batches, { stepsPerEpoch: 3, validationData: [xTest, yTest] });
const later = custom.predict(batches(), { steps: 2 });
expect<Same<typeof later, Promise<Tensor>>>();
const [lossOfBatches] = await custom.evaluate(batches(), { steps: 2 });
expect<Same<typeof lossOfBatches, number>>();

// Functions are typed by what they are for.
custom.compile({
  loss: (yTrue, yPred) => yTrue.sub(yPred).square().mean(-1),
  metrics: [(yTrue, yPred) => yTrue.equal(yPred)],
});
custom.compile({
  loss: { a: (yTrue, yPred) => yTrue.sub(yPred).abs().mean(-1), b: new losses.MeanSquaredError() },
});

// Every model is a Model.
const every: Model[] = [model, one, two, named, custom];
for (const { name, history: last } of every) console.log(name, last?.history.loss);
