/** Trainings with what `compile` and `fit` offer beside the plain case, for train.ts. */
import {
  callbacks,
  data,
  distribute,
  type FitOptions,
  GradientTape,
  Input,
  layers,
  losses,
  Model,
  metrics,
  optimizers,
  Sequential,
  type Tensor,
  tf,
} from '../../src/index.js';
import { type Case, dense, samples } from './train-case.js';

/** A model of one output, compiled and fitted with some options. */
function fitted(
  compile: Parameters<Model['compile']>[0],
  fit: FitOptions = {},
  make: () => Model = () => new Sequential(dense()),
): Case {
  return async (strategy) => {
    const { x, y } = samples(21, [6]);
    const model = strategy.scope(() => {
      const made = make();
      made.compile({ loss: 'binaryCrossentropy', ...compile });
      return made;
    });
    const { history } = await model.fit(x, y, { batchSize: 8, epochs: 2, verbose: 0, ...fit });
    return { model, values: Object.values(history).flat() };
  };
}

const sgd = (options: object = {}) => new optimizers.SGD({ learningRate: 0.1, ...options });
const weights = tf.linspace(0.5, 2, 21);

export const moreCases: Record<string, Case> = {
  classWeight: fitted({ optimizer: sgd(), metrics: ['accuracy'] }, { classWeight: { 0: 1, 1: 3 } }),
  sampleWeight: fitted(
    { optimizer: sgd(), metrics: ['accuracy'], weightedMetrics: ['accuracy', 'mse'] },
    { sampleWeight: weights },
  ),
  clipvalue: fitted({ optimizer: sgd({ clipvalue: 0.01 }) }),
  clipnorm: fitted({ optimizer: sgd({ clipnorm: 0.05 }) }),
  globalClipnorm: fitted({ optimizer: sgd({ globalClipnorm: 0.05 }) }),
  accumulation: fitted({ optimizer: sgd({ gradientAccumulationSteps: 2 }) }),
  ema: fitted({ optimizer: sgd({ useEma: true, emaMomentum: 0.9 }) }),
  lossScale: fitted({ optimizer: sgd({ lossScaleFactor: 128 }) }),
  lossScaleOptimizer: fitted({ optimizer: new optimizers.LossScaleOptimizer(sgd()) }),
  adamw: fitted({ optimizer: new optimizers.AdamW({ learningRate: 0.01, weightDecay: 0.01 }) }),
  schedule: fitted({
    optimizer: sgd({
      learningRate: new optimizers.schedules.ExponentialDecay({
        initialLearningRate: 0.1,
        decaySteps: 2,
        decayRate: 0.5,
      }),
    }),
  }),
  metrics: fitted(
    {
      optimizer: sgd(),
      metrics: [
        new metrics.AUC(),
        new metrics.Precision(),
        new metrics.Recall(),
        new metrics.MeanSquaredError(),
        new metrics.TruePositives(),
        new metrics.FalseNegatives(),
        new metrics.F1Score({ threshold: 0.5 }),
        new metrics.BinaryIoU({ targetClassIds: [0, 1] }),
        new metrics.RootMeanSquaredError(),
        new metrics.R2Score(),
      ],
    },
    { validationSplit: 0.25 },
  ),
  reductionSum: fitted({
    optimizer: sgd({ learningRate: 0.02 }),
    loss: new losses.BinaryCrossentropy({ reduction: 'sum' }),
  }),
  meanWithWeight: fitted(
    { optimizer: sgd(), loss: new losses.BinaryCrossentropy({ reduction: 'meanWithSampleWeight' }) },
    { sampleWeight: weights },
  ),
  activity: fitted(
    { optimizer: sgd() },
    {},
    () =>
      new Sequential([
        new layers.Dense({ units: 8, activation: 'relu', inputShape: [6], activityRegularizer: 'l2' }),
        new layers.Dense({ units: 1, activation: 'sigmoid' }),
      ]),
  ),
  lstm: fitted(
    { optimizer: sgd() },
    {},
    () =>
      new Sequential([
        new layers.Reshape({ targetShape: [3, 2], inputShape: [6] }),
        new layers.LSTM({ units: 4 }),
        new layers.Dense({ units: 1, activation: 'sigmoid' }),
      ]),
  ),
  plateau: fitted(
    { optimizer: sgd(), metrics: ['accuracy'] },
    {
      epochs: 4,
      validationSplit: 0.3,
      callbacks: [
        new callbacks.ReduceLROnPlateau({ monitor: 'val_loss', patience: 0, minDelta: 1 }),
        new callbacks.EarlyStopping({
          monitor: 'val_loss',
          patience: 2,
          minDelta: 1,
          restoreBestWeights: true,
        }),
      ],
    },
  ),
  async outputs(strategy) {
    const { x, y } = samples(21, [6]);
    const made = strategy.scope(() => {
      const input = Input({ shape: [6] });
      const hidden = new layers.Dense({ units: 8, activation: 'tanh' }).apply(input);
      const a = new layers.Dense({ units: 1, activation: 'sigmoid', name: 'a' }).apply(hidden);
      const b = new layers.Dense({ units: 2, name: 'b' }).apply(hidden);
      const one = new Model({ inputs: input, outputs: [a, b] });
      one.compile({
        optimizer: sgd(),
        loss: { a: 'binaryCrossentropy', b: 'mse' },
        lossWeights: { a: 1, b: 0.5 },
        metrics: { a: ['accuracy'], b: ['mae'] },
      });
      return one;
    });
    const { history }: { history: Record<string, number[]> } = await made.fit(
      x,
      { a: y, b: tf.concat([y, y], 1) } as never,
      {
        batchSize: 8,
        epochs: 2,
        verbose: 0,
      },
    );
    const single = Object.entries(history).filter(([key]) => !/^[ab]_?[lL]oss$/.test(key));
    return { model: made as unknown as Model, values: single.flatMap(([, v]) => v) };
  },
  async datasets(strategy) {
    const { x, y } = samples(21, [6]);
    const model = strategy.scope(() => new Sequential(dense()));
    model.compile({ optimizer: sgd(), loss: 'binaryCrossentropy', weightedMetrics: ['accuracy'] });
    const values: number[] = [];
    const plain = data.Dataset.fromTensorSlices([x, y, weights] as const);
    for (const dataset of [
      plain.batch(8),
      plain.batch(8, { dropRemainder: true }),
      plain.batch(5).cache().prefetch(2),
      plain.batch(8).repeat(2),
      plain
        .map((a, b, w) => [a.mul(2), b, w] as never)
        .batch(8)
        .take(2),
    ] as data.Dataset<never>[])
      for (const given of [dataset, strategy.experimentalDistributeDataset(dataset)]) {
        const { history } = await model.fit(given as never, { epochs: 1, verbose: 0 });
        values.push(...Object.values(history).flat());
      }
    const { history } = await model.fit(plain.batch(8).repeat() as never, {
      epochs: 2,
      stepsPerEpoch: 4,
      verbose: 0,
      validationData: plain.batch(8) as never,
      validationSteps: 2,
    });
    values.push(...Object.values(history).flat());
    return { model, values };
  },
  async onBatch(strategy) {
    const { x, y } = samples(21, [6]);
    const model = strategy.scope(() => new Sequential(dense()));
    model.compile({ optimizer: sgd(), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
    const values = [
      await model.trainOnBatch(x, y),
      await model.trainOnBatch(x, y),
      await model.testOnBatch(x, y),
    ];
    return { model, values: values.flat() as number[] };
  },
  async function(strategy) {
    const { x, y } = samples(21, [6]);
    const [model, optimizer] = strategy.scope(() => [new Sequential(dense()), sgd()] as const);
    const loss = new losses.BinaryCrossentropy();
    const batches = strategy.experimentalDistributeDataset(data.Dataset.fromTensorSlices([x, y]).batch(8));
    const step = tf.function((xs: Tensor, ys: Tensor) => {
      const cost = strategy.run(
        (a: Tensor, b: Tensor) => {
          const tape = new GradientTape();
          const value = tape.run(() => loss(b, model.apply(a, { training: true }) as Tensor));
          optimizer.apply(tape.gradient(value, model.trainableVariables), model.trainableVariables);
          return value;
        },
        [xs, ys] as const,
      );
      return strategy.reduce(distribute.ReduceOp.SUM, cost);
    });
    const values: number[] = [];
    for (let epoch = 0; epoch < 3; epoch++)
      for await (const [xs, ys] of batches) values.push(step(xs, ys).dataSync()[0]!);
    return { model, values };
  },
};
