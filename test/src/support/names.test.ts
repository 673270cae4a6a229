import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  camelCase,
  camelCaseKeys,
  canonicalId,
  nearest,
  resetNames,
  snakeCase,
  snakeCaseKeys,
  uniqueName,
} from '../../../src/support/names.js';

beforeEach(resetNames);

test('snake case is that of Keras', () => {
  const pairs = {
    Dense: 'dense',
    BatchNormalization: 'batch_normalization',
    ReLU: 're_lu',
    KLDivergence: 'kl_divergence',
    Conv2DTranspose: 'conv2d_transpose',
    RMSprop: 'rm_sprop',
    AUC: 'auc',
    LSTM: 'lstm',
  };
  for (const [name, snake] of Object.entries(pairs)) assert.equal(snakeCase(name), snake);
});

test('names are counted per prefix, and afresh after a reset', () => {
  assert.deepEqual(
    [uniqueName('Dense'), uniqueName('dense'), uniqueName('Flatten'), uniqueName('Dense')],
    ['dense', 'dense_1', 'flatten', 'dense_2'],
  );
  resetNames();
  assert.equal(uniqueName('Dense'), 'dense');
});

test('options and saved keys are the same words in two cases', () => {
  assert.equal(camelCase('return_sequences'), 'returnSequences');
  assert.equal(camelCase('beta_1'), 'beta1');
  assert.equal(camelCase('already'), 'already');
  assert.deepEqual(camelCaseKeys({ from_logits: true }), { fromLogits: true });
  assert.deepEqual(snakeCaseKeys({ fromLogits: true, beta1: 0.9, k: 3 }), {
    from_logits: true,
    beta_1: 0.9,
    k: 3,
  });
});

test('ids are one in any case', () => {
  const ids = [
    'categoricalCrossentropy',
    'categorical_crossentropy',
    'CategoricalCrossentropy',
    'categorical-crossentropy',
  ];
  assert.equal(new Set(ids.map(canonicalId)).size, 1);
});

test('near names are found, others are not', () => {
  const names = ['categoricalCrossentropy', 'binaryCrossentropy', 'meanSquaredError'];
  assert.equal(nearest('categorical_crosentropy', names)[0], 'categoricalCrossentropy');
  assert.deepEqual(nearest('zebra', names), []);
  assert.deepEqual(nearest('mean', names), ['meanSquaredError']);
});
