import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Input, InputLayer } from '../../../../src/layers/core/input-layer.js';

describe('Input', () => {
  before(ensureReady);

  it('is a symbolic tensor with a batch axis, named as its layer', () => {
    const x = Input({ shape: [null, 3], name: 'words', dtype: 'int32' });
    assert.deepEqual([x.shape, x.dtype, x.name], [[null, null, 3], 'int32', 'words']);
    assert.equal(x.history?.node.operation.name, 'words');
    assert.deepEqual(Input({ shape: [2], batchSize: 5 }).shape, [5, 2]);
    assert.deepEqual(Input({ batchShape: [1, 2] }).shape, [1, 2]);
    assert.deepEqual(Input({ shape: [] }).shape, [null]);
  });

  it('goes round through its config', () => {
    const config = new InputLayer({ shape: [4], name: 'in' }).getConfig();
    assert.deepEqual(config, {
      batch_shape: [null, 4],
      dtype: 'float32',
      sparse: false,
      ragged: false,
      name: 'in',
    });
    assert.deepEqual(InputLayer.fromConfig(config).batchShape, [null, 4]);
  });

  it('takes Keras’s other types, which files keep', () => {
    for (const [dtype, held] of [
      ['int64', 'int32'],
      ['uint8', 'int32'],
      ['bool', 'bool'],
      ['float16', 'float32'],
      ['float64', 'float32'],
    ] as const) {
      const layer = new InputLayer({ shape: [4], dtype });
      const config = layer.getConfig();
      assert.deepEqual([layer.dtype, config['dtype']], [held, dtype]);
      assert.equal(InputLayer.fromConfig(config).getConfig()['dtype'], dtype);
    }
    assert.throws(() => Input({ shape: [1], dtype: 'int63' as never }), /received "int63"/);
  });

  it('needs one shape of integers and nulls', () => {
    assert.throws(() => Input({}), /expected one of shape and batchShape; received none/);
    assert.throws(() => Input({ shape: [1], batchShape: [1] }), /received both/);
    assert.throws(() => Input({ shape: [2.5] }), /expected a shape of integers and nulls/);
    assert.throws(() => Input({ shape: 784 as never }), /received 784/);
  });
});
