import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { emptyValues, HostTensor, partOf, putValues } from '../../../src/data/host-tensor.js';

describe('HostTensor', () => {
  before(ensureReady);
  it('becomes a tensor, bytes as int32', () => {
    const tensor = new HostTensor(Uint8Array.of(1, 255), [2], 'int32').tensor();
    assert.deepEqual([tensor.dtype, tensor.arraySync()], ['int32', [1, 255]]);
    assert.deepEqual(new HostTensor(['a'], [1], 'string').tensor().arraySync(), ['a']);
    assert.deepEqual(
      new HostTensor(Uint8Array.of(1, 0), [2], 'bool').tensor().dataSync(),
      Uint8Array.of(1, 0),
    );
  });
  it('is cut along its first axis, and knows its size', () => {
    const whole = new HostTensor(Float32Array.of(1, 2, 3, 4), [2, 2], 'float32');
    assert.deepEqual([...(whole.at(1).values as Float32Array)], [3, 4]);
    assert.deepEqual([whole.size, whole.bytes, new HostTensor(['a'], [1], 'string').bytes], [4, 16, 0]);
    assert.deepEqual(partOf(['a', 'b', 'c'], 1, 3), ['b', 'c']);
  });
  it('makes room of each type, and fills it', () => {
    const kinds = (['float32', 'int32', 'bool', 'string'] as const).map(
      (dtype) => emptyValues(dtype, 1).constructor,
    );
    assert.deepEqual(kinds, [Float32Array, Int32Array, Uint8Array, Array]);
    const texts = emptyValues('string', 3);
    putValues(texts, ['b'], 1);
    assert.deepEqual(texts, ['', 'b', '']);
  });
});
