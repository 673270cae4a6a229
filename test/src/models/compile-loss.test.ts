import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { MeanSquaredError } from '../../../src/losses/index.js';
import { CompileLoss, type CompileLossLike, type LossWeights } from '../../../src/models/compile-loss.js';

const t = (values: number[][]) => tf.tensor(values);

function value(
  given: CompileLossLike,
  yTrue: Parameters<CompileLoss['call']>[0],
  yPred: Parameters<CompileLoss['call']>[1],
  { names = null, weights }: { names?: string[] | null; weights?: LossWeights } = {},
): number {
  return tf.tidy(() => new CompileLoss(given, weights, names).call(yTrue, yPred).arraySync());
}

describe('CompileLoss', () => {
  before(ensureReady);

  it('takes an id, a function or an instance', () => {
    const [y, p] = [t([[0], [0]]), t([[1], [3]])];
    assert.equal(value('mse', y, p), 5);
    assert.equal(value(new MeanSquaredError({ reduction: 'sum' }), y, p), 10);
    assert.equal(
      value((a, b) => tf.mean(tf.abs(tf.sub(a, b)), -1), y, p),
      2,
    );
  });

  it('names the losses of nested outputs by the way to them, as Keras does', () => {
    const [y, p] = [t([[0]]), t([[2]])];
    const loss = new CompileLoss({ q: 'mse', p: ['mse', 'mae'] }, undefined, ['p0', 'p1', 'q0']);
    tf.tidy(() => loss.call({ p: [y, y], q: y }, { p: [p, p], q: p }));
    assert.deepEqual(
      loss.metrics.map(({ name }) => name),
      ['q_loss', 'p/p0_loss', 'p/p1_loss'],
    );
  });

  it('adds the losses of outputs, given for all, in a list or by name', () => {
    const [y, p] = [t([[0]]), t([[2]])];
    assert.equal(value('mse', [y, y], [p, p]), 8);
    assert.equal(value(['mse', 'mae'], [y, y], [p, p]), 6);
    const names = ['a', 'b'];
    assert.equal(value({ b: 'mse', a: 'mae' }, [y, y], [p, p], { names }), 6);
    assert.equal(value({ b: 'mse' }, { a: y, b: y }, [p, p], { names }), 4);
    assert.equal(value(['mse', null], [y], [p, p]), 4);
    assert.equal(value({ k: 'mse' }, { k: y }, { k: p }), 4);
  });

  it('weighs them', () => {
    const [y, p] = [t([[0]]), t([[2]])];
    assert.equal(value('mse', y, p, { weights: 0.5 }), 2);
    assert.equal(value('mse', [y, y], [p, p], { weights: [1, 0.25] }), 5);
    assert.equal(value('mse', [y, y], [p, p], { weights: { b: 0.5 }, names: ['a', 'b'] }), 6);
    assert.throws(() => value('mse', [y, y], [p, p], { weights: [1] }), /lossWeights: expected 2 values/);
  });

  it('tracks each loss unweighted if there are several', () => {
    const [y, p] = [t([[0]]), t([[2]])];
    const loss = new CompileLoss('mse', [10, 1], ['a', 'b']);
    loss.call([y, y], [p, p]);
    assert.deepEqual(
      loss.metrics.map((metric) => [metric.name, metric.result().arraySync()]),
      [
        ['a_loss', 4],
        ['b_loss', 4],
      ],
    );
    const single = new CompileLoss('mse', undefined, ['a']);
    single.call(y, p);
    assert.deepEqual(single.metrics, []);
  });

  it('counts each batch once in the means of the single losses, and by its samples when it runs eagerly', () => {
    for (const [runEagerly, mean] of [
      [false, 2],
      [true, 1],
    ] as const) {
      const loss = new CompileLoss('mse', undefined, ['a', 'b'], runEagerly);
      for (const size of [1, 3]) {
        const [y, p] = [tf.zeros([size, 1]), tf.fill([size, 1], size === 1 ? 2 : 0)];
        loss.call([y, y], [p, p]);
      }
      assert.equal(loss.metrics[0]!.result().arraySync(), mean);
    }
  });

  it('chooses the crossentropy by the labels', () => {
    const p = t([[0.2, 0.8]]);
    const expected = -Math.log(0.8);
    for (const y of [tf.tensor([1], [1], 'int32'), t([[0, 1]])]) {
      assert.ok(Math.abs(value('crossentropy', y, p) - expected) < 1e-6);
    }
    assert.ok(Math.abs(value('ce', t([[1]]), t([[0.8]])) - expected) < 1e-6);
  });

  it('refuses unknown names at once', () => {
    assert.throws(
      () => new CompileLoss('mze', undefined, null),
      /loss: expected a known name; received "mze"/,
    );
    assert.throws(() => new CompileLoss({ a: ['mse', 'nope'] }, undefined, null), /nope/);
    assert.throws(
      () => value({ c: 'mse' }, [t([[0]]), t([[0]])], [t([[0]]), t([[0]])], { names: ['a', 'b'] }),
      /received "c"/,
    );
  });
});
