import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Input, ops, tf } from '../../../../src/index.js';
import { classNameOf } from '../../../../src/layers/ops/op-class.js';
import {
  calledWith,
  constantFrom,
  refuseUnknown,
  savedConstant,
  savedOp,
} from '../../../../src/layers/ops/op-form.js';

describe('ops in saved models', () => {
  it('have their options in the configuration, as Keras has them', () => {
    assert.deepEqual(savedOp('Concatenate', [['a', 'b'], -1]), {
      module: 'keras.src.ops.numpy',
      className: 'Concatenate',
      kwargs: {},
      args: [['a', 'b']],
      config: { axis: -1 },
    });
    assert.deepEqual(savedOp('Mean', ['x', undefined, true]).config, { keepdims: true });
    assert.deepEqual(savedOp('Add', ['x', 'y']).args, ['x', 'y']);
    const { args, config } = savedOp('Take', ['x', [0, 2], 1]);
    assert.deepEqual([args, config], [['x', [0, 2]], { axis: 1 }]);
    assert.deepEqual(calledWith('Take', ['x', [0, 2]], { name: 'take', axis: 1 }), ['x', [0, 2], 1]);
    const einsum = savedOp('Einsum', ['ij->i', 'x']);
    assert.deepEqual([einsum.args, einsum.config], [['x'], { subscripts: 'ij->i' }]);
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

  it('take formats as Keras names them, and tensors where its classes ask for a dtype', () => {
    assert.deepEqual(savedOp('ConvTranspose', ['x', 'k', 2]).config, {
      strides: 2,
      data_format: 'channels_last',
    });
    assert.equal(
      savedOp('MaxPool', ['x', 2, 2, 'valid', 'channelsFirst']).config['data_format'],
      'channels_first',
    );
    const number = (value: unknown, dtype: string) => ({
      class_name: '__tensor__',
      config: { value, dtype },
    });
    assert.deepEqual(savedOp('Heaviside', ['x', 0.5]).args, ['x', number(0.5, 'float32')]);
    const integers = { dtype: 'int32' };
    assert.deepEqual(savedOp('BitwiseAnd', [integers, 3]).args, [integers, number(3, 'int32')]);
    assert.deepEqual(savedOp('Digitize', [{ dtype: 'float32' }, [1, 2]]).args[1], number([1, 2], 'float32'));
  });

  it('have no options that nothing would read', () => {
    refuseUnknown('OneHot', { name: 'a', num_classes: 3, sparse: false });
    assert.throws(
      () => refuseUnknown('OneHot', { name: 'a', num_classes: 3, sparse: true }),
      /a: expected OneHot without sparse, which it has not here; received true/,
    );
    const [x, y] = [Input({ shape: [2] }), Input({ shape: [2] })];
    const { args, config } = savedOp('Meshgrid', [x, y, { indexing: 'ij' }]);
    assert.deepEqual(config, { indexing: 'ij' });
    assert.deepEqual(calledWith('Meshgrid', args, config), [x, y, { indexing: 'ij' }]);
    const list = { class_name: '__tensor__', config: { value: [1, 2], dtype: 'float32' } };
    assert.deepEqual(savedOp('Meshgrid', [x, [1, 2]]).args, [x, list]);
  });

  it('of adaptive pooling are layers, since Keras cannot open its ops', () => {
    const x = { shape: [null, 8, 8, 3] };
    const { module, className, args, config } = savedOp('AdaptiveMaxPool', [x, 2]);
    assert.deepEqual([module, className, args], ['keras.layers', 'AdaptiveMaxPooling2D', [x]]);
    assert.deepEqual(config, { output_size: 2, data_format: 'channels_last' });
  });

  it('have what Keras saves by name, or in another order', () => {
    const params = ['x', 'padWidth', 'mode', 'constantValues'];
    const called = calledWith('Pad', ['x'], { pad_width: 1 }, { constant_values: 3 }, params);
    assert.deepEqual(called, ['x', 1, undefined, 3]);
    const given = ['x', 'mean', 'variance', -1, 'offset', 'scale', 0.1];
    const { args, config } = savedOp('BatchNorm', given);
    assert.deepEqual(args, ['x', 'mean', 'variance', 'offset', 'scale']);
    assert.deepEqual(calledWith('BatchNorm', args, config), given);
    const axes = { h: 2 };
    const { args: pattern, kwargs } = savedOp('Rearrange', ['x', '(h w) -> h w', axes]);
    assert.deepEqual(calledWith('Rearrange', pattern, {}, kwargs), ['x', '(h w) -> h w', axes]);
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
