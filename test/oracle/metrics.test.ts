import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { get } from '../../src/metrics/index.js';
import { resetNames } from '../../src/support/names.js';
import {
  assertClose,
  isOracleArray,
  type OracleArray,
  oracleCases,
  toTensor,
  withoutLeaks,
} from './oracle.js';

interface Case {
  readonly name: string;
  readonly cls: string;
  readonly options: Record<string, unknown>;
  readonly data: {
    readonly y_true: OracleArray;
    readonly y_pred: OracleArray | null;
    readonly weight: OracleArray | null;
  }[];
  readonly results: OracleArray[];
  readonly state: OracleArray[];
  readonly names: string[];
  readonly config: Record<string, unknown>;
  readonly metric_name: string;
}

describe('metrics equal those of Keras over uneven batches', () => {
  before(ensureReady);
  for (const one of oracleCases<Case>('metrics')) it(one.name, () => withoutLeaks(() => check(one)));
});

function check({ cls, options, data, results, state, names, config, metric_name }: Case): void {
  resetNames();
  const metric = get({ class_name: cls, config: options });
  data.forEach(({ y_true, y_pred, weight }, i) => {
    tf.tidy(() => {
      const sampleWeight = weight && toTensor(weight);
      if (y_pred === null) metric.updateState(toTensor(y_true), sampleWeight!);
      else metric.updateState(toTensor(y_true), toTensor(y_pred), sampleWeight);
      assertClose(metric.result(), results[i]!, 1e-5, `batch ${i + 1}`);
    });
  });
  assert.deepEqual(
    metric.variables.map(({ name }) => name),
    names,
  );
  metric.variables.forEach((variable, i) => {
    assertClose(variable, state[i]!, 1e-5, names[i]);
  });
  assert.equal(metric.name, metric_name);
  const ours = metric.getConfig();
  for (const [key, expected] of Object.entries(config))
    if (isOracleArray(expected)) assertClose(ours[key] as number[], expected, 1e-5, `config ${key}`);
    else assert.deepEqual(ours[key], expected, `config ${key}`);
  metric.resetState();
  for (const variable of metric.variables) assert.ok(variable.dataSync().every((value) => value === 0));
  metric.dispose();
}
