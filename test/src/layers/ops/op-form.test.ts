import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calledWith, savedOp } from '../../../../src/layers/ops/op-form.js';

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
    assert.deepEqual(savedOp('Take', ['x', [0, 2], 1]), {
      module: 'keras.src.ops.numpy',
      args: ['x', [0, 2]],
      config: { axis: 1 },
    });
    assert.deepEqual(calledWith('Take', ['x', [0, 2]], { name: 'take', axis: 1 }), ['x', [0, 2], 1]);
    assert.deepEqual(savedOp('Einsum', ['ij->i', 'x']), {
      module: 'keras.src.ops.numpy',
      args: ['x'],
      config: { subscripts: 'ij->i' },
    });
    assert.deepEqual(calledWith('Pad', ['x', 7], { pad_width: 1, mode: 'constant' }), [
      'x',
      1,
      'constant',
      7,
    ]);
    assert.equal(savedOp('Relu', ['x']).module, 'keras.src.ops.nn');
  });
});
