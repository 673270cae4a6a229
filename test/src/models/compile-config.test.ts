import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Huber, meanSquaredError } from '../../../src/losses/index.js';
import { MeanAbsoluteError } from '../../../src/metrics/index.js';
import { type CompileConfig, compileConfig, compileOptions } from '../../../src/models/compile-config.js';
import type { CompileOptions } from '../../../src/models/compile-options.js';
import { Trainer } from '../../../src/models/trainer.js';
import { withCustomObjects } from '../../../src/support/custom-objects.js';

const own = (yTrue: tf.Tensor, yPred: tf.Tensor) => yTrue.sub(yPred);
const saved = (options: CompileOptions) =>
  JSON.parse(JSON.stringify(compileConfig(new Trainer(options, null)))) as CompileConfig;

describe('what a model was compiled with, as Keras saves it', () => {
  before(ensureReady);

  it('has names in snake case, and objects with their options', () => {
    const config = saved({
      optimizer: 'adam',
      loss: { a: 'categoricalCrossentropy', b: new Huber({ delta: 2 }), c: meanSquaredError },
      lossWeights: { a: 2 },
      metrics: { a: ['accuracy', 'topKCategoricalAccuracy'], b: [new MeanAbsoluteError({ name: 'far' })] },
    });
    const { loss, metrics, optimizer } = config as unknown as Record<string, Record<string, never>>;
    assert.equal(optimizer!['class_name'], 'Adam');
    assert.equal(loss!['a'], 'categorical_crossentropy');
    assert.deepEqual(
      [loss!['b']!['module'], loss!['b']!['class_name'], loss!['b']!['config']!['delta']],
      ['keras.losses', 'Huber', 2],
    );
    assert.equal(loss!['c'], 'mean_squared_error');
    assert.deepEqual(metrics!['a'], ['accuracy', 'top_k_categorical_accuracy']);
    assert.deepEqual(config.loss_weights, { a: 2 });
  });

  it('comes back, with functions of the user for their names', () => {
    const config = saved({
      optimizer: 'sgd',
      loss: own as never,
      metrics: ['mae', own as never],
      runEagerly: true,
      stepsPerExecution: 3,
    });
    const options = withCustomObjects({ own }, () => compileOptions(config));
    assert.equal(options.loss, own);
    assert.deepEqual(options.metrics, ['mae', own]);
    assert.deepEqual(
      [options.runEagerly, options.stepsPerExecution, options.lossWeights],
      [true, 3, undefined],
    );
    assert.equal(new Trainer(options, null).optimizer.className, 'SGD');
  });
});
