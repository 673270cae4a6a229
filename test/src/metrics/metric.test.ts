import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inspect } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { type TensorInput, toTensor } from '../../../src/backends/operations/convert.js';
import { Metric } from '../../../src/metrics/metric.js';
import { resetNames } from '../../../src/support/names.js';
import { assertClose, withoutLeaks } from '../../oracle/oracle.js';

class Largest extends Metric {
  private readonly most = this.addVariable({ name: 'most', initializer: 'zeros' });

  override updateState(_: TensorInput, yPred: TensorInput): void {
    tf.tidy(() => this.most.assign(tf.maximum(this.most, tf.max(toTensor(yPred)))));
  }

  override result(): tf.Tensor {
    return this.most.value();
  }
}

before(ensureReady);

test('a subclass keeps its state over batches until it is reset', () => {
  withoutLeaks(() => {
    const metric = new Largest();
    tf.tidy(() => {
      metric.updateState([0], [3]);
      metric.updateState([0], [2]);
      assertClose(metric.result(), 3);
      assertClose(metric([0], [5]), 5);
      metric.resetState();
      assertClose(metric.result(), 0);
    });
    assert.deepEqual(
      metric.variables.map(({ path, trainable }) => [path, trainable]),
      [[`${metric.name}/most`, false]],
    );
    metric.dispose();
  });
});

test('names are counted, options are checked', () => {
  resetNames();
  const metrics = [new Largest(), new Largest(), new Largest({ name: 'mine' })];
  assert.deepEqual(
    metrics.map(({ name }) => name),
    ['largest', 'largest_1', 'mine'],
  );
  assert.deepEqual(metrics[2]!.getConfig(), { name: 'mine', dtype: 'float32' });
  assert.throws(() => new Largest({ nam: 'x' } as never), /did you mean name/);
  for (const metric of metrics) metric.dispose();
});

test('Node prints its options and the value so far', () => {
  resetNames();
  const metric = new Largest({ name: 'most' });
  metric.updateState([0], [[0.25], [3]]);
  assert.equal(inspect(metric), "Largest { name: 'most', result: 3 }");
  assert.equal(inspect([[[metric]]], { depth: 2 }), '[ [ [ [Largest] ] ] ]');
});
