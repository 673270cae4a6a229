import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import {
  BinaryAccuracy,
  CategoricalAccuracy,
  resolveAccuracy,
  SparseCategoricalAccuracy,
} from '../../../src/metrics/index.js';

before(ensureReady);

test('accuracy is the one that fits labels and output', () => {
  const cases = [
    [[null, 1], [null, 1], BinaryAccuracy],
    [[null], [null, 1], BinaryAccuracy],
    [[null, 10], [null, 10], CategoricalAccuracy],
    [[null], [null, 10], SparseCategoricalAccuracy],
    [[null, 1], [null, 10], SparseCategoricalAccuracy],
    [[null, 5], [null, 5, 10], SparseCategoricalAccuracy],
  ] as const;
  for (const [yTrue, yPred, type] of cases) {
    const metric = resolveAccuracy(yTrue, yPred, 'acc');
    assert.ok((metric as object) instanceof type, `${yTrue} ${yPred}`);
    assert.equal(metric.name, 'acc');
    metric.dispose();
  }
});
