import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import {
  Dense,
  deserialize,
  Embedding,
  GlobalAveragePooling1D,
  Input,
  TextVectorization,
} from '../../../../src/layers/index.js';
import { loadModel, Sequential } from '../../../../src/models/index.js';
import { toKerasConfig } from '../../../../src/support/registry.js';

const TEXTS = ['foo bar', 'bar baz', 'baz bada boom'];

describe('TextVectorization', () => {
  before(ensureReady);

  it('learns words and gives their numbers', () => {
    const layer = new TextVectorization({ outputSequenceLength: 4 });
    layer.adapt(TEXTS);
    assert.deepEqual(layer.getVocabulary(), ['', '[UNK]', 'baz', 'bar', 'foo', 'boom', 'bada']);
    assert.deepEqual(layer.getVocabulary({ includeSpecialTokens: false })[0], 'baz');
    assert.equal(layer.vocabularySize(), 7);
    const before = tf.memory().numTensors;
    const y = layer([['foo qux bar'], ['qux baz']]);
    assert.deepEqual(
      [y.dtype, y.arraySync()],
      [
        'int32',
        [
          [4, 1, 3, 0],
          [1, 2, 0, 0],
        ],
      ],
    );
    y.dispose();
    assert.ok(tf.memory().numTensors - before <= 1, 'only the texts, made by the call, are left');
    assert.deepEqual(layer('bar bar').arraySync(), [3, 3, 0, 0]);
    layer.setVocabulary(['x', 'y']);
    assert.deepEqual(layer(['y z']).arraySync(), [[3, 1, 0, 0]]);
  });

  it('works in a data set, and before a network that trains and is saved', async () => {
    const layer = new TextVectorization({ maxTokens: 50, outputSequenceLength: 5 });
    const texts = tf.tensor(['good film', 'bad film', 'really good', 'so bad', 'good good', 'bad bad bad']);
    const labelled = Dataset.fromTensorSlices([texts, tf.tensor([1, 0, 1, 0, 1, 0])]).batch(2);
    await layer.adapt(labelled);
    const vectors = labelled.map((text: tf.Tensor, y: tf.Tensor) => [layer(text), y]);
    for await (const [x] of vectors as AsyncIterable<tf.Tensor[]>) assert.deepEqual(x!.shape, [2, 5]);
    const model = new Sequential([
      Input({ shape: [], dtype: 'string' }) as never,
      layer,
      new Embedding({ inputDim: 50, outputDim: 4, maskZero: true }),
      new GlobalAveragePooling1D(),
      new Dense({ units: 1, activation: 'sigmoid' }),
    ]);
    model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
    const { history } = await model.fit(labelled, { epochs: 2, verbose: 0 });
    assert.ok((history['loss'] as number[]).every(Number.isFinite));
    const folder = mkdtempSync(join(tmpdir(), 'cellgrad-text-'));
    try {
      await model.save(join(folder, 'm.keras'));
      const again = await loadModel(join(folder, 'm.keras'));
      assert.deepEqual(
        (again.predict(texts) as tf.Tensor).dataSync(),
        (model.predict(texts) as tf.Tensor).dataSync(),
      );
      await assert.rejects(model.save(join(folder, 'm.h5')), /only a .keras file can hold .*vocabulary.txt/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('trains on a plain tensor of texts, also where the model has no Input', async () => {
    const texts = tf.tensor(['good film', 'bad film', 'really good', 'so bad']);
    const labels = tf.tensor([1, 0, 1, 0]);
    const layer = new TextVectorization({ maxTokens: 50, outputSequenceLength: 5 });
    layer.adapt(texts);
    const model = new Sequential([
      layer,
      new Embedding({ inputDim: 50, outputDim: 4 }),
      new GlobalAveragePooling1D(),
      new Dense({ units: 1, activation: 'sigmoid' }),
    ]);
    model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
    const { history } = await model.fit(texts, labels, {
      epochs: 2,
      batchSize: 3,
      verbose: 0,
      validationSplit: 0.25,
    });
    assert.ok((history['val_loss'] as number[]).every(Number.isFinite));
    assert.ok(Number.isFinite(((await model.evaluate(texts, labels, { verbose: 0 })) as number[])[0] ?? 0));
    await assert.rejects(
      model.fit(tf.ones([4, 1]), labels, { verbose: 0 }),
      /expected string; received a tensor of float32/,
    );
    const numbers = new Sequential([new Dense({ units: 1, inputShape: [1] })]);
    numbers.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    await assert.rejects(numbers.fit(texts, labels, { verbose: 0 }), /begins with layers.TextVectorization/);
    await assert.rejects(
      numbers.fit(labels, texts, { verbose: 0 }),
      /y: expected numbers; received a tensor of string/,
    );
  });

  it('takes functions, which a config keeps', () => {
    const layer = new TextVectorization({
      standardize: (text) => text.toUpperCase(),
      split: (text) => text.split('-'),
      outputMode: 'count',
      vocabulary: ['A', 'B'],
    });
    const again = deserialize(toKerasConfig('keras.layers', layer));
    assert.deepEqual(again(['a-b-b']).arraySync(), [[0, 1, 2]]);
    assert.deepEqual(again.getConfig()['vocabulary_size'], 3);
  });

  it('says what it cannot take', () => {
    const layer = new TextVectorization({ name: 'text', outputMode: 'multiHot' });
    assert.throws(() => layer(['a']), /expected a vocabulary.*adapt has not been called/);
    assert.throws(() => layer(tf.ones([2])), /TextVectorization text: expected text; received float32/);
    layer.adapt(['a b']);
    assert.throws(() => layer([['a', 'b']]), /expected texts of shape \[batch\] or \[batch, 1\]/);
    assert.throws(
      () => new TextVectorization({ outputMode: 'count', outputSequenceLength: 3 }),
      /outputSequenceLength belongs/,
    );
    assert.throws(
      () => new TextVectorization({ ragged: true }),
      /no.* ragged|ragged tensors; there are none/,
    );
    assert.throws(
      () => new TextVectorization({ vocabulary: ['a'] }).adapt(['b']),
      /nothing to learn where a vocabulary was given/,
    );
  });
});
