import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { HostTensor } from '../../../src/data/host-tensor.js';
import { TensorSpec } from '../../../src/data/tensor-spec.js';

describe('TensorSpec', () => {
  before(ensureReady);
  it('converts numbers to its dtype', () => {
    const spec = new TensorSpec({ shape: [null], dtype: 'int32' });
    const found = spec.convert('x', new HostTensor(Float32Array.of(1.9), [1], 'float32')) as HostTensor;
    assert.deepEqual([found.dtype, ...(found.values as Int32Array)], ['int32', 1]);
    const cast = spec.convert('x', tf.tensor1d([2])) as tf.Tensor;
    assert.equal(cast.dtype, 'int32');
    assert.throws(
      () => spec.convert('x', new HostTensor(['a'], [1], 'string')),
      /x: expected int32; received string/,
    );
    assert.equal(String(spec), 'TensorSpec((null,), int32)');
  });
  it('refuses dtypes that are not there and unknown options', () => {
    assert.throws(() => new TensorSpec({ shape: [], dtype: 'float16' as never }), /dtype must be/);
    assert.throws(() => new TensorSpec({ shape: [], type: 'int32' } as never), /unknown option type/);
  });
});
