/** Each row of the guide (models, layers, compile, fit, custom steps, evaluate, metrics) in a cell of a notebook. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Notebook, readNotebook } from '../../kernel/notebook/nbformat.js';
import { runNotebook } from '../../kernel/notebook/run.js';

const GUIDE = join(import.meta.dirname, 'guide.ipynb');

test('every cell of the guide runs in the engine', async () => {
  const log: string[] = [];
  const { ok, notebook } = await runNotebook(GUIDE, {
    progress: { write: (text) => log.push(text) },
    print: () => {},
  });
  assert.ok(ok, log.join(''));
  for (const cell of codeCells(notebook)) assert.notEqual(cell.execution_count, null);
  const html = outputsOf(notebook).map((output) =>
    'data' in output ? String(output.data['text/html'] ?? '') : '',
  );
  assert.ok(
    html.some((text) => /Total/.test(text) && /custom_model/.test(text)),
    'no summary of the subclassed model',
  );
  assert.ok(
    html.some((text) => /<th[^>]*>Epoch/.test(text)),
    'no live table of epochs',
  );
  const printed = outputsOf(notebook).map((output) => ('text' in output ? output.text : ''));
  assert.ok(printed.some((text) => /^Test accuracy: 0\.\d+/m.test(text)));
  assert.ok(printed.some((text) => /Epoch 0: loss/.test(text)));
});

/** What the guide names, as the notebook's code has to spell it. */
const ROWS: Record<string, readonly string[]> = {
  models: [
    'models.Sequential()',
    '.add(',
    'new Model({',
    'extends Model',
    '.build([null',
    '.summary()',
    'training',
  ],
  layers: [
    'layers.Dense({',
    'layers.Dropout({',
    'layers.Flatten()',
    'layers.Conv2D({',
    'layers.MaxPooling2D({',
    'layers.BatchNormalization(',
    'layers.Activation(',
    'layers.Concatenate()',
  ],
  activations: [
    'sigmoid',
    'softmax',
    'relu',
    'leakyRelu',
    'swish',
    'tanh',
    'elu',
    'softsign',
    'hardSigmoid',
    'relu6',
  ].map((name) => `activations.${name}(`),
  compile: [
    'optimizer:',
    'loss:',
    'metrics:',
    'lossWeights:',
    'runEagerly:',
    'fromLogits: true',
    'learningRate:',
  ],
  optimizers: ['SGD', 'RMSprop', 'Adam', 'AdamW', 'Adamax', 'Nadam', 'Adagrad', 'Adadelta'].map(
    (name) => `optimizers.${name}({`,
  ),
  losses: [
    'losses.MeanSquaredError(',
    'losses.BinaryCrossentropy(',
    'losses.CategoricalCrossentropy(',
    'losses.SparseCategoricalCrossentropy(',
  ],
  fit: ['epochs:', 'batchSize:', 'validationSplit:', 'validationData:', 'callbacks:', 'kernelRegularizer:'],
  callbacks: [
    'callbacks.EarlyStopping({',
    'callbacks.ReduceLROnPlateau({',
    'callbacks.CSVLogger(',
    'callbacks.LearningRateScheduler(',
    'extends tf.keras.callbacks.Callback',
    'onEpochEnd(',
  ],
  'custom steps': [
    'override trainStep([x, y]: TrainData)',
    'new GradientTape()',
    'this.compiledLoss(',
    'tf.clipByValue(',
    'this.optimizer.applyGradients(',
    'this.updateMetrics(',
  ],
  evaluate: ['verbose: 2', 'returnDict: true', 'steps:', 'sampleWeight:', '.predict('],
  metrics: [
    'metrics.Accuracy()',
    'metrics.Precision(',
    'metrics.Recall(',
    'metrics.AUC(',
    'metrics.MeanSquaredError()',
    '.updateState(',
    '.result().numpy()',
    '.resetState()',
  ],
};

test('the notebook has a cell for each row of the guide', async () => {
  const code = codeCells(await readNotebook(GUIDE))
    .map(({ source }) => source)
    .join('\n');
  for (const [part, names] of Object.entries(ROWS)) {
    const missing = names.filter((name) => !code.includes(name));
    assert.deepEqual(missing, [], part);
  }
});

test('it is stored without outputs', async () => {
  const notebook = await readNotebook(GUIDE);
  assert.deepEqual(outputsOf(notebook), []);
});

function codeCells(notebook: Notebook) {
  return notebook.cells.filter((cell) => cell.cell_type === 'code');
}

function outputsOf(notebook: Notebook) {
  return codeCells(notebook).flatMap(({ outputs }) => outputs);
}
