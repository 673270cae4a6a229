import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as cellgrad from '../../src/index.js';

const { tf } = cellgrad;

describe('the package', () => {
  it('exports the prelude’s names', () => {
    for (const name of [
      'tf',
      'layers',
      'models',
      'Model',
      'Sequential',
      'Input',
      'optimizers',
      'losses',
      'metrics',
      'callbacks',
      'activations',
      'initializers',
      'regularizers',
      'constraints',
      'datasets',
      'utils',
      'ops',
      'backends',
      'GradientTape',
      'display',
      'charts',
      'memory',
    ])
      assert.ok(name in cellgrad, name);
  });

  it('has a backend: calls are synchronous at once', () => {
    assert.deepEqual(tf.tensor([1, 2]).add(1).numpy(), [2, 3]);
    assert.equal(typeof cellgrad.backends.current(), 'string');
  });

  it('gives each line of the guide its path under tf', () => {
    assert.equal(tf.keras.layers.Dense, cellgrad.layers.Dense);
    assert.equal(tf.keras.Model, cellgrad.Model);
    assert.equal(tf.keras.Sequential, cellgrad.Sequential);
    assert.equal(tf.keras.optimizers.Adam, cellgrad.optimizers.Adam);
    assert.equal(tf.keras.callbacks.Callback, cellgrad.callbacks.Callback);
    assert.equal(tf.keras.utils.toCategorical, cellgrad.utils.toCategorical);
    assert.equal(tf.GradientTape, cellgrad.GradientTape);
    assert.ok(tf.sequential() instanceof cellgrad.Sequential);
    assert.ok(tf.layers.dense({ units: 1 }) instanceof cellgrad.layers.Dense);
    assert.equal(typeof tf.matMul, 'function');
  });
});
