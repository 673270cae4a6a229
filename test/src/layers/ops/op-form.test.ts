import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { savedOp } from '../../../../src/layers/ops/op-form.js';

describe('ops in saved models', () => {
  it('have their options in the configuration, as Keras has them', () => {
    assert.deepEqual(savedOp('Concatenate', [['a', 'b'], -1]), {
      module: 'keras.src.ops.numpy',
      args: [['a', 'b']],
      config: { axis: -1 },
    });
    assert.deepEqual(savedOp('Mean', ['x', undefined, true]).config, { keepdims: true });
    assert.deepEqual(savedOp('Add', ['x', 'y']), {
      module: 'keras.src.ops.numpy',
      args: ['x', 'y'],
      config: {},
    });
    assert.equal(savedOp('Relu', ['x']).module, 'keras.src.ops.nn');
  });
});
