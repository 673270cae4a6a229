import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import {
  BinaryAccuracy,
  CategoricalAccuracy,
  SparseCategoricalAccuracy,
} from '../../../src/metrics/index.js';
import { CompileMetrics, type CompileMetricsLike } from '../../../src/models/compile-metrics.js';

const t = (values: number[][]) => tf.tensor(values);
const HOT = [
  [1, 0],
  [0, 1],
];
const PREDICTED = [
  [0.9, 0.1],
  [0.8, 0.2],
];

function results(metrics: CompileMetrics): [string, unknown][] {
  return metrics.entries.map(({ key, metric }) => [key, metric.result().arraySync()]);
}

function make(given: CompileMetricsLike, weighted?: CompileMetricsLike, names: string[] | null = null) {
  return new CompileMetrics(given, weighted, names);
}

describe('CompileMetrics', () => {
  before(ensureReady);

  it('chooses the accuracy by the labels', () => {
    const chosen = (y: tf.Tensor, p: tf.Tensor) => {
      const metrics = make(['accuracy', 'acc']);
      metrics.updateState(y, p);
      assert.deepEqual(
        metrics.entries.map(({ key }) => key),
        ['accuracy', 'acc'],
      );
      return metrics.entries[0]!.metric;
    };
    assert.ok(chosen(t(HOT), t(PREDICTED)) instanceof CategoricalAccuracy);
    assert.ok(chosen(tf.tensor([0, 1]), t(PREDICTED)) instanceof SparseCategoricalAccuracy);
    assert.ok(chosen(t([[1]]), t([[0.7]])) instanceof BinaryAccuracy);
  });

  it('names keys as Keras does', () => {
    const metrics = make(
      ['binaryAccuracy', 'binary_accuracy', new BinaryAccuracy({ name: 'own' })],
      ['binaryAccuracy'],
    );
    metrics.updateState(t(HOT), t(PREDICTED));
    assert.deepEqual(
      metrics.entries.map(({ key }) => key),
      ['binary_accuracy', 'binary_accuracy_1', 'own', 'weighted_binary_accuracy'],
    );
  });

  it('counts weights in weightedMetrics alone, also where a step of one’s own updates them all', () => {
    const given = new BinaryAccuracy({ name: 'own' });
    const metrics = make([given], ['binaryAccuracy']);
    metrics.make(t(HOT), t(PREDICTED));
    for (const { metric } of metrics.entries) metric.updateState(t(HOT), t(PREDICTED), tf.tensor([1, 0]));
    assert.deepEqual(results(metrics), [
      ['own', 0.5],
      ['binary_accuracy', 1],
    ]);
    given.resetState();
    make([], [given]).make(t(HOT), t(PREDICTED));
    given.updateState(t(HOT), t(PREDICTED), tf.tensor([1, 0]));
    assert.equal(given.result().arraySync(), 1);
  });

  it('puts the output’s name in front if there are several', () => {
    const [y, p] = [t(HOT), t(PREDICTED)];
    const metrics = make({ b: 'accuracy', a: ['binaryAccuracy'] }, undefined, ['a', 'b']);
    metrics.updateState([y, y], [p, p]);
    assert.deepEqual(results(metrics), [
      ['a_binary_accuracy', 0.5],
      ['b_accuracy', 0.5],
    ]);
    const list = make([null, ['accuracy']], undefined, ['a', 'b']);
    list.updateState([y, y], [p, p]);
    assert.deepEqual(
      list.entries.map(({ key }) => key),
      ['b_accuracy'],
    );
  });

  it('weighs only weighted metrics, and starts afresh', () => {
    const metrics = make(['accuracy'], ['accuracy']);
    metrics.updateState(t(HOT), t(PREDICTED), tf.tensor([3, 1]));
    assert.deepEqual(results(metrics), [
      ['accuracy', 0.5],
      ['weighted_accuracy', 0.75],
    ]);
    metrics.resetState();
    assert.deepEqual(results(metrics), [
      ['accuracy', 0],
      ['weighted_accuracy', 0],
    ]);
  });

  it('may be none, as in Keras', () => {
    const metrics = make(null as never, ['accuracy']);
    metrics.updateState(t(HOT), t(PREDICTED), tf.tensor([3, 1]));
    assert.deepEqual(results(metrics), [['accuracy', 0.75]]);
  });

  it('names the metric that fits where one does not', () => {
    const metrics = make([new CategoricalAccuracy()]);
    assert.throws(
      () => metrics.updateState(tf.tensor([0, 1]), t(PREDICTED)),
      /categoricalAccuracy: .*\nFix: .*sparseCategoricalAccuracy/,
    );
  });

  it('refuses what are no metrics at once', () => {
    assert.throws(
      () => make('accuracy' as never),
      /metrics must be a list or a dictionary.*\nFix: metrics: \['accuracy'\]/,
    );
    assert.throws(() => make(['acuracy']), /received "acuracy"\. Did you mean Accuracy/);
    assert.throws(() => make({ a: ['nope'] }), /nope/);
  });
});
