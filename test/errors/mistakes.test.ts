/** What users get wrong, through the package's entry: each mistake is an error that says what to write instead. */
import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import {
  callbacks,
  data,
  datasets,
  GradientTape,
  Input,
  layers,
  losses,
  Model,
  metrics,
  ops,
  optimizers,
  Sequential,
  ShapeError,
  type Tensor,
  tf,
  utils,
  ValueError,
  Variable,
} from '../../src/index.js';

const x = tf.ones([20, 4]);
const labels = tf.tensor1d(
  Array.from({ length: 20 }, (_, i) => i % 10),
  'int32',
);
const y = utils.toCategorical(labels, 10);
const input = Input({ shape: [4] });
const quiet = { verbose: 0 } as const;

function classifier(options: Parameters<Sequential['compile']>[0] = {}): Sequential {
  const model = new Sequential([new layers.Dense({ units: 10, activation: 'softmax', inputShape: [4] })]);
  model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy', ...options });
  return model;
}

/** What a program without types can pass. */
const untyped = <T>(value: unknown): T => value as T;

/** The call fails with an error of the library whose message and fix match. */
async function refused(call: () => unknown, message: RegExp, fix?: RegExp): Promise<void> {
  await assert.rejects(
    async () => call(),
    (error: Error & { fix?: string }) => {
      assert.ok(error instanceof ValueError || error instanceof ShapeError, String(error.stack));
      assert.match(error.message, message);
      if (fix) assert.match(error.fix ?? 'no fix', fix);
      return true;
    },
  );
}

afterEach(() => mock.restoreAll());

describe('layers', () => {
  it('refuse what Keras takes by position, and show the option', () =>
    refused(() => new layers.Dense(untyped(64)), /Dense: .*received 64/, /Dense\(\{ units: 64 \}\)/));

  it('refuse it also where a constructor takes its options apart', async () => {
    const fix = /SparseCategoricalCrossentropy\(\{ fromLogits: true \}\)/;
    await refused(() => new losses.SparseCategoricalCrossentropy(untyped(true)), /received true/, fix);
    await refused(() => new metrics.Precision(untyped(0.7)), /received 0.7/, /thresholds: 0.7/);
    await refused(() => new metrics.TruePositives(untyped(0.7)), /received 0.7/, /thresholds: 0.7/);
    await refused(() => new optimizers.AdamW(untyped(0.1)), /received 0.1/, /learningRate: 0.1/);
    await refused(() => new layers.MaxPooling2D(untyped([2, 2])), /received \[2, 2\]/, /poolSize: \[2, 2\]/);
    const two = () => new Sequential(untyped(new layers.Flatten()), untyped(new layers.Dense({ units: 1 })));
    await refused(two, /in one list; received Flatten/, /\[layer1, layer2\]/);
  });

  it('are made with new, not by a name', () =>
    refused(() => layers.get(untyped('dense')), /layers.get: .*received "dense"/, /new layers.Dense/));

  it('refuse an input shape that is a number', () =>
    refused(
      () => new layers.Dense({ units: 3, inputShape: untyped(64) }),
      /inputShape must be a list.*received 64/,
      /inputShape: \[64\]/,
    ));

  it('refuse to be called on nothing, or on text', async () => {
    await refused(() => new layers.Dense({ units: 3 })(untyped(undefined)), /received undefined/);
    await refused(() => new layers.Dense({ units: 3 })(untyped('text')), /received "text"/);
    await refused(() => new layers.Dense({ units: 3 })(untyped([x, 'text'])), /received "text"/);
  });

  it('name the layer, and not a function, where one was passed as options', () =>
    refused(
      () => new Sequential(untyped(new layers.Dense({ units: 3, name: 'first' }))),
      /Sequential: .*received Dense first/,
    ));

  it('tell a wrong rank and a wrong size', async () => {
    const dense = new layers.Dense({ units: 3 });
    await refused(() => dense(tf.ones([4])), /at least 2 axes; received shape \(4,\)/);
    dense(x);
    await refused(() => dense(tf.ones([2, 5])), /size 4 in axis -1; received shape \(2, 5\)/);
    await refused(() => classifier().fit(tf.ones([20, 2, 2]), y, quiet), /\(null, 4\); received/, /reshape/);
  });
});

describe('models of one’s own', () => {
  class Forgets extends Model {
    dense = new layers.Dense({ units: 3 });
    override call(inputs: Tensor): Tensor {
      return untyped(void this.dense(inputs));
    }
  }
  class Waits extends Model {
    dense = new layers.Dense({ units: 3 });
    override call(inputs: Tensor): Tensor {
      return untyped(Promise.resolve(this.dense(inputs)));
    }
  }

  it('must return what they compute', () =>
    refused(() => new Forgets()(x), /Forgets forgets: call must give tensors; received undefined/, /return/));

  it('must not be async', () =>
    refused(() => new Waits()(x), /received an instance of Promise/, /not async/));

  it('are built with a shape', async () => {
    await refused(
      () => new Forgets().build(untyped({ inputShape: [null, 4] })),
      /build expected/,
      /\[null, 784\]/,
    );
    await refused(() => new Forgets().build(untyped(784)), /received 784/);
  });

  it('must give logs from a step', async () => {
    class Silent extends Sequential {
      override trainStep(): never {
        return untyped(undefined);
      }
    }
    class Late extends Sequential {
      override trainStep(): never {
        return untyped(Promise.resolve({ loss: 1 }));
      }
    }
    for (const [Type, received] of [
      [Silent, /undefined/],
      [Late, /Promise/],
    ] as const) {
      const model = new Type([new layers.Dense({ units: 1 })]);
      model.compile({ loss: 'meanSquaredError' });
      await refused(() => model.fit(x, tf.ones([20, 1]), quiet), received, /updateMetrics/);
    }
  });

  it('show their totals once they are built, also with a layer that only training calls', () => {
    class Drops extends Model {
      dense = new layers.Dense({ units: 3 });
      dropout = new layers.Dropout({ rate: 0.5 });
      override call(inputs: Tensor, { training = false } = {}): Tensor {
        const h = this.dense(inputs);
        return training ? this.dropout(h) : h;
      }
    }
    const model = new Drops();
    model.build([null, 4]);
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    assert.equal(model.summaryData().total?.parameters, 15);
    const unbuilt = new Drops().summaryData();
    assert.equal(unbuilt.total, null);
  });
});

describe('compile', () => {
  it('refuses unknown options and names', async () => {
    await refused(
      () => classifier(untyped({ loss_weights: [1] })),
      /unknown option loss_weights; did you mean lossWeights/,
    );
    await refused(() => classifier({ loss: 'categorical_crosentropy' }), /categoricalCrossentropy/);
    await refused(() => classifier({ metrics: ['acuracy'] }), /acuracy/, /ccuracy/);
  });

  it('refuses metrics for an output that is not there, also where there is one', () => {
    const model = new Model({
      inputs: input,
      outputs: new layers.Dense({ units: 10, name: 'digit' })(input),
    });
    model.compile({ loss: 'meanSquaredError', metrics: { digits: 'accuracy' } });
    return refused(() => model.fit(x, y, quiet), /names of outputs, digit; received "digits"/, /'digit'/);
  });

  it('takes classes in place of instances, and tells what is neither', async () => {
    const model = classifier({
      loss: untyped(losses.CategoricalCrossentropy),
      optimizer: untyped(optimizers.SGD),
    });
    assert.equal((await model.fit(x, y, quiet)).epoch.length, 1);
    await refused(
      () => classifier({ optimizer: untyped(optimizers.adam) }),
      /function adam/,
      /adam\(\), or 'adam'/,
    );
    const weights = classifier({ lossWeights: untyped(['1']) });
    await refused(() => weights.fit(x, y, quiet), /lossWeights must be a finite number; received "1"/);
  });

  it('tells a loss or metric of one’s own what it has to give', async () => {
    const nothing = untyped<() => Tensor>(() => {});
    await refused(() => classifier({ loss: nothing }).fit(x, y, quiet), /received undefined/, /=> yTrue/);
    await refused(() => classifier({ metrics: [nothing] }).fit(x, y, quiet), /metric .*received undefined/);
    const late = untyped<() => Tensor>(async () => tf.scalar(1));
    await refused(() => classifier({ loss: late }).fit(x, y, quiet), /instance of Promise/, /not async/);
    const wrong = () => untyped<{ missing: { value: Tensor } }>({}).missing.value;
    // A mistake inside of it is the user's own error.
    await assert.rejects(classifier({ metrics: [wrong] }).fit(x, y, quiet), TypeError);
    const { history } = await classifier({ metrics: [untyped(() => 3)] }).fit(x, y, quiet);
    assert.deepEqual(Object.values(history)[1], [3]);
  });

  it('names the metric that fits ten classes', async () => {
    const sparse = 'sparseCategoricalCrossentropy';
    for (const metric of [new metrics.Accuracy(), new metrics.BinaryAccuracy()]) {
      await refused(
        () => classifier({ loss: sparse, metrics: [metric] }).fit(x, labels, quiet),
        /labels \(20,\) and predictions \(20, 10\)/,
        /SparseCategoricalAccuracy/,
      );
    }
    await refused(
      () => classifier({ loss: sparse, metrics: ['categoricalAccuracy'] }).fit(x, labels, quiet),
      /categoricalAccuracy/,
      /sparseCategoricalAccuracy/,
    );
  });

  it('keeps the metric’s own advice, and names the other way', () =>
    refused(
      () =>
        classifier({ loss: 'sparseCategoricalCrossentropy', metrics: [new metrics.Precision()] }).fit(
          x,
          labels,
          quiet,
        ),
      /metric precision expected labels/,
      /^one-hot labels.*, or metrics: \['accuracy'\], which is SparseCategoricalAccuracy/,
    ));

  it('tells which loss the labels fit', async () => {
    await refused(
      () => classifier().fit(x, labels, quiet),
      /\(20, 10\); received \(20,\)/,
      /sparseCategorical/,
    );
    await refused(
      () => classifier({ loss: 'sparseCategoricalCrossentropy' }).fit(x, y, quiet),
      /received labels of shape \(20, 10\)/,
      /categoricalCrossentropy/,
    );
  });
});

describe('fit and evaluate', () => {
  it('need samples', async () => {
    await refused(
      () => classifier().fit(tf.zeros([0, 4]), tf.zeros([0, 10]), quiet),
      /fit: expected at least one sample/,
    );
    await refused(
      () => classifier().evaluate(tf.zeros([0, 4]), tf.zeros([0, 10]), quiet),
      /evaluate: expected at least/,
    );
    await refused(() => classifier().predict(tf.zeros([0, 4])), /at least one sample/);
    await refused(() => classifier().fit((function* () {})(), quiet), /the data gave none/, /function/);
  });

  it('need labels, whoever asks', () =>
    refused(() => classifier().evaluate(x, undefined, quiet), /needs labels/, /evaluate\(x, y\)/));

  it('refuse values that are missing, or text among numbers', async () => {
    const fit = (rows: unknown) => () => classifier().fit(untyped<Tensor>(rows), y, quiet);
    await refused(fit([[1, undefined]]), /fit: x: expected numbers; received undefined/);
    await refused(fit([[1, null]]), /received null/);
    await refused(fit([[1, '2']]), /received "2"/);
    await refused(fit([[1, [2]]]), /equal depth; received \[2\]/);
    await refused(() => new metrics.Accuracy().updateState(['a'], ['a']), /received text/, /indexOf/);
  });

  it('have to end, where nothing else ends the work', async () => {
    const endless = data.Dataset.fromTensorSlices([x, y]).batch(4).repeat();
    await refused(() => classifier().evaluate(endless, quiet), /repeats for ever/, /steps: 100/);
    await refused(() => classifier().predict(endless, quiet), /repeats for ever/, /steps: 100/);
    const validating = { validationData: endless, ...quiet };
    await refused(() => classifier().fit(x, y, validating), /repeats for ever/, /validationSteps: 100/);
    const warned = mock.method(console, 'warn', () => {});
    const model = classifier();
    const onTrainBatchEnd = () => {
      model.stopTraining = true;
    };
    await model.fit(endless, { callbacks: { onTrainBatchEnd }, ...quiet });
    assert.match(String(warned.mock.calls[0]?.arguments[0]), /never ends/);
  });

  it('are one value of a data set, not several', async () => {
    const slices = untyped<(x: Tensor, y: Tensor) => unknown>(data.Dataset.fromTensorSlices);
    await refused(() => slices(x, y), /expected one value; received 2/, /\(\[x, y\]\)/);
    await refused(() => data.Dataset.zip(), /expected datasets; received none/);
    const apart = untyped<(x: Tensor) => Tensor>(([first]: Tensor[]) => first);
    const mapped = data.Dataset.fromTensorSlices([x, y]).map(apart);
    await refused(() => mapped.take(1).toArray(), /element 0: .*not iterable/, /\(x, y\) =>/);
  });

  it('end with a warning where a generator is spent, and log no epoch without data', async () => {
    const warn = mock.method(console, 'warn', () => {});
    function* batches() {
      for (let i = 0; i < 3; i++) yield [x, y] as const;
    }
    const { history, epoch } = await classifier().fit(batches(), { epochs: 3, ...quiet });
    assert.deepEqual(epoch, [0]);
    assert.equal(history.loss.length, 1);
    assert.match(String(warn.mock.calls[0]?.arguments[0]), /no batch in this epoch.*function/);
    const again = await classifier().fit(batches, { epochs: 3, ...quiet });
    assert.deepEqual(again.epoch, [0, 1, 2]);
  });

  it('refuse a spent generator of validation data', async () => {
    function* batches() {
      yield [x, y] as const;
    }
    await refused(
      () => classifier().fit(x, y, { epochs: 2, validationData: batches(), ...quiet }),
      /fit: validationData: expected at least one sample/,
    );
  });

  it('refuse batches of four parts', () =>
    refused(
      () =>
        classifier().fit(
          untyped(
            (function* () {
              yield [x, y, y, y];
            })(),
          ),
          untyped(quiet),
        ),
      /expected batches as \[x\], \[x, y\]/,
    ));

  it('refuse class weights that would be ignored', async () => {
    const fit = (classWeight: unknown) => () =>
      classifier().fit(x, y, { ...quiet, classWeight: untyped(classWeight) });
    await refused(fit(new Map([[0, 2]])), /received an instance of Map/, /\{ 0: 1, 1: 5 \}/);
    await refused(fit({ 1: 'five' }), /received 1: "five"/);
    await refused(fit({ one: 5 }), /received one: 5/);
  });

  it('refuse other orders than Keras 3', () =>
    refused(
      () => classifier().fit(x, y, { ...quiet, shuffle: untyped('batch') }),
      /shuffle must be true or false/,
    ));

  it('give one batch’s values by name', async () => {
    const model = classifier({ metrics: ['accuracy'] });
    assert.deepEqual(Object.keys(await model.trainOnBatch(x, y, { returnDict: true })), ['loss', 'accuracy']);
    assert.deepEqual(Object.keys(await model.testOnBatch(x, y, { returnDict: true })), ['loss', 'accuracy']);
    assert.equal((await model.testOnBatch(x, y)).length, 2);
  });
});

describe('the rest', () => {
  it('CSVLogger needs a file', () =>
    refused(() => new callbacks.CSVLogger(untyped(undefined)), /path of a file/));

  it('optimizers refuse a gradient of another shape', () =>
    refused(
      () => new optimizers.Adam().applyGradients([[tf.ones([3]), new Variable(tf.ones([2]), { name: 'v' })]]),
      /Adam: expected a gradient of shape \(2,\) for v; received \(3,\)/,
    ));

  it('losses, metrics and toCategorical need values', async () => {
    await refused(() => new losses.MeanSquaredError()(untyped(undefined), [1]), /received undefined/);
    await refused(() => new metrics.Accuracy().updateState([1], untyped(undefined)), /received undefined/);
    await refused(() => utils.toCategorical(untyped(undefined)), /expected labels; received undefined/);
  });

  it('symbolic tensors have no values', () =>
    refused(() => untyped<Tensor>(input).numpy(), /only describes what a model computes/, /predict/));

  it('a tape refuses what is no tensor', () =>
    refused(
      () => new GradientTape().gradient(untyped(3), [x]),
      /expected tensors and variables; received 3/,
    ));
});

describe('what is easily forgotten', () => {
  it('await: the result is not taken from a promise', async () => {
    const model = classifier();
    const fitted = model.fit(x, y, quiet);
    const uses: readonly (() => unknown)[] = [
      () => untyped<{ history: object }>(fitted).history,
      () => untyped<number[]>(model.evaluate(x, y, quiet))[0],
      () => {
        const [loss] = untyped<number[]>(model.testOnBatch(x, y));
        return loss;
      },
      () => {
        const [train] = untyped<Tensor[][]>(datasets.digits.loadData());
        return train;
      },
    ];
    for (const use of uses) await refused(use, /expected its result; received a promise of it/, /await /);
    assert.deepEqual((await fitted).epoch, [0]);
  });

  it('labels, in front of the options', async () => {
    await refused(
      () => classifier().fit(x, untyped({ epochs: 2 })),
      /received options, \{ epochs \}/,
      /null/,
    );
    await refused(() => classifier().evaluate(x, untyped({ verbose: 0 })), /evaluate: .*received options/);
  });

  it('the channels of grey images', () =>
    refused(
      () => new layers.Conv2D({ filters: 1, kernelSize: 3 })(Input({ shape: [28, 28] })),
      /expected an input with 4 axes; received shape \(null, 28, 28\)/,
      /expandDims\(-1\).*\[28, 28, 1\]/,
    ));

  it('that layers belong into fields', () => {
    class Forgetful extends Model {
      override call(inputs: Tensor) {
        return new layers.Dense({ units: 10 })(inputs);
      }
    }
    const model = new Forgetful();
    model.compile({ loss: 'meanSquaredError' });
    return refused(() => model.fit(x, y, quiet), /has no weights/, /in fields of the class/);
  });

  it('that tensors and symbolic tensors have methods, not operators', async () => {
    await refused(() => untyped<number>(x) / 255, /received an operator/, /x\.div\(255\)/);
    await refused(() => untyped<number>(input) * 2, /received an operator/, /ops\./);
  });

  it('the folder of a log file', () => {
    const logger = new callbacks.CSVLogger('/nowhere/at/all/log.csv');
    return refused(
      () => classifier().fit(x, y, { ...quiet, callbacks: logger }),
      /CSVLogger: .*can be written.*log\.csv/,
      /a folder that is there/,
    );
  });

  it('that names of classes are no numbers', async () => {
    await refused(() => utils.toCategorical(['cat', 'dog']), /received text/, /indexOf/);
    await refused(() => utils.toCategorical([0, Number.NaN]), /class numbers.*received NaN/);
  });
});

it('shapes of an op on symbolic tensors are the user’s, not those of a trial', () =>
  refused(() => ops.matmul(input, tf.ones([3, 2])), /matmul: .*received \(null, 4\) and \(3, 2\)/));

it('Accuracy on scores of several classes is refused, and the metric that fits is named', () =>
  refused(
    () => classifier({ metrics: [new metrics.Accuracy()] }).fit(x, y, quiet),
    /received scores of 10 classes/,
    /CategoricalAccuracy/,
  ));

it('what a gradient is asked for is a tensor', async () => {
  const w = new Variable(tf.scalar(1));
  const tape = new GradientTape({ persistent: true });
  const loss = tape.run(() => w.square());
  await refused(() => tape.gradient(loss, untyped({ w })), /received \{ w \}/, /\[w, b\]/);
  await refused(() => tape.gradient(loss, w, untyped({})), /outputGradients must be a tensor/, /tf\.ones/);
});
