import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import * as layers from '../../src/layers/index.js';
import * as losses from '../../src/losses/index.js';
import * as metrics from '../../src/metrics/index.js';
import { Sequential } from '../../src/models/index.js';
import * as optimizers from '../../src/optimizers/index.js';
import { camelCaseKeys } from '../../src/support/names.js';
import { assertClose, type OracleArray, oracleCases, toTensor } from './oracle.js';

/** An object of Keras's by class and options. */
interface Described {
  readonly class: string;
  readonly options: Record<string, unknown>;
}

interface Case {
  readonly name: string;
  readonly layers: readonly Described[];
  readonly compile: Readonly<Record<string, unknown>>;
  readonly fit: Readonly<Record<string, unknown>>;
  readonly x: OracleArray;
  readonly y: OracleArray;
  readonly x_val: OracleArray;
  readonly y_val: OracleArray | null;
  readonly before: readonly OracleArray[];
  readonly history: readonly (readonly [key: string, values: readonly number[]])[];
  readonly epochs: readonly number[];
  readonly after: readonly OracleArray[];
  readonly evaluated: OracleArray;
  readonly predicted: OracleArray;
}

type Classes = Readonly<Record<string, new (options: object) => never>>;

function make(group: object, described: unknown): unknown {
  if (typeof described !== 'object' || described === null || !('class' in described)) return described;
  const { class: name, options } = described as Described;
  return new (group as Classes)[name]!(camelCaseKeys(options));
}

function modelOf({ layers: list, compile, before: weights }: Case): Sequential {
  const model = new Sequential([
    layers.Input({ shape: [6] }),
    ...list.map((layer) => make(layers, layer) as layers.Layer),
  ]);
  model.setWeights(weights.map(toTensor));
  const options = camelCaseKeys(compile);
  model.compile({
    ...options,
    ...(options['optimizer'] !== undefined && { optimizer: make(optimizers, options['optimizer']) as 'sgd' }),
    loss: make(losses, options['loss']) as 'mse',
    ...(options['metrics'] !== undefined && {
      metrics: (options['metrics'] as unknown[]).map((metric) => make(metrics, metric) as 'mse'),
    }),
  });
  return model;
}

function fitOptions(fit: Case['fit']): Record<string, unknown> {
  const options = camelCaseKeys(fit);
  const weights = options['sampleWeight'] as OracleArray | undefined;
  return weights === undefined ? options : { ...options, sampleWeight: toTensor(weights) };
}

describe('training equals that of Keras: epochs, weights, evaluation, predictions', () => {
  before(ensureReady);
  for (const one of oracleCases<Case>('training'))
    it(one.name, async () => {
      const model = modelOf(one);
      const [x, y, xVal] = [one.x, one.y, one.x_val].map(toTensor) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const { history, epoch } = await model.fit(x, y, {
        ...fitOptions(one.fit),
        shuffle: false,
        verbose: 0,
        ...(one.y_val && { validationData: [xVal, toTensor(one.y_val)] }),
      });
      // tf.function sorts the keys; here they are in the order of the metrics.
      assert.deepEqual(Object.keys(history).sort(), one.history.map(([key]) => key).sort());
      assert.deepEqual(epoch, one.epochs);
      for (const [key, values] of one.history) assertClose(history[key]!, values, 1e-5, key);
      model.weights.forEach((weight, i) => {
        assertClose(weight, one.after[i]!, 1e-5, weight.path);
      });
      assertClose(await model.evaluate(x, y, { batchSize: 16, verbose: 0 }), one.evaluated, 1e-5, 'evaluate');
      assertClose(model.predict(xVal), one.predicted, 1e-5, 'predict');
      tf.dispose([x, y, xVal]);
    });
});
