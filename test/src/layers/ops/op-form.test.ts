import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Input, ops, tf } from '../../../../src/index.js';
import {
  calledWith,
  classNameOf,
  constantFrom,
  savedConstant,
  savedOp,
} from '../../../../src/layers/ops/op-form.js';

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

  it('have the names of Keras, and arguments for which it asks', () => {
    assert.deepEqual([classNameOf('stft'), classNameOf('nanmax')], ['STFT', 'Nanmax']);
    assert.deepEqual(savedOp('RMSNorm', ['x']).args, ['x', null]);
    assert.deepEqual(calledWith('RMSNorm', ['x', null], { axis: -1 }), ['x', undefined, -1]);
    assert.equal(savedOp('SVD', ['x']).module, 'keras.src.ops.linalg');
  });

  it('keep the tensors among their arguments', () => {
    for (const tensor of [tf.tensor([[1.5, 2]]), tf.tensor([true, false]), tf.tensor([3], [1], 'int32')]) {
      const saved = savedConstant(tensor);
      assert.equal((saved as { class_name: string }).class_name, '__tensor__');
      const again = constantFrom(JSON.parse(JSON.stringify(saved))) as tf.Tensor;
      assert.deepEqual(
        [again.dtype, again.shape, [...again.dataSync()]],
        [tensor.dtype, tensor.shape, [...tensor.dataSync()]],
      );
    }
    assert.equal(constantFrom([1]), undefined);
  });

  it('that take no zeros tell their shapes all the same', () => {
    const matrices = Input({ shape: [3, 3] });
    assert.deepEqual(ops.inv(matrices).shape, [null, 3, 3]);
    assert.throws(() => ops.inv(tf.zeros([3, 3])), /singular/);
  });
});
