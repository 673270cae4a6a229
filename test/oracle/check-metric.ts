import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import type { Metric } from '../../src/metrics/index.js';
import { camelCaseKeys, resetNames } from '../../src/support/names.js';
import {
  assertClose,
  assertZero,
  isOracleArray,
  type OracleArray,
  oracleCases,
  toTensor,
  withoutLeaks,
} from './oracle.js';

interface MetricCase {
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

type MetricClass = (new (options: never) => Metric) & { readonly className: string };

/**
 * Tests a metric against all cases of Keras's, each over several uneven batches: results, state, name, configuration,
 * reset, refused options, and that no tensor is left.
 */
export function testMetric(type: MetricClass): void {
  describe(`${type.className} equals Keras's`, () => {
    before(ensureReady);
    const cases = oracleCases<MetricCase>('metrics').filter(({ cls }) => cls === type.className);
    assert.ok(cases.length > 0, `no cases for ${type.className}`);
    for (const one of cases) it(one.name, () => withoutLeaks(() => check(type, one)));
    it('refuses unknown options', () => {
      const options = { ...camelCaseKeys(cases[0]!.options), nonsense: 1 };
      assert.throws(() => new type(options as never), {
        name: 'ValueError',
        message: new RegExp(`${type.className}: unknown option nonsense`),
      });
    });
  });
}

function check(
  type: MetricClass,
  { options, data, results, state, names, config, metric_name }: MetricCase,
): void {
  resetNames();
  const metric = new type(camelCaseKeys(options) as never);
  data.forEach(({ y_true, y_pred, weight }, i) => {
    tf.tidy(() => {
      const sampleWeight = weight && toTensor(weight);
      if (y_pred === null) metric.updateState(toTensor(y_true), sampleWeight!);
      else metric.updateState(toTensor(y_true), toTensor(y_pred), sampleWeight);
      assertClose(metric.result(), results[i]!, 1e-5, `batch ${i + 1}`);
    });
  });
  const found = metric.variables;
  assert.deepEqual(
    found.map(({ name }) => name),
    names,
  );
  found.forEach((variable, i) => {
    assertClose(variable, state[i]!, 1e-5, names[i]);
  });
  assert.equal(metric.name, metric_name);
  const ours = metric.getConfig();
  for (const [key, expected] of Object.entries(config))
    if (isOracleArray(expected)) assertClose(ours[key] as number[], expected, 1e-5, `config ${key}`);
    else assert.deepEqual(ours[key], expected, `config ${key}`);
  metric.resetState();
  for (const variable of found) assertZero(variable, `${variable.name} after resetState`);
  metric.dispose();
}
