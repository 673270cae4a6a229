import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from '../../../../src/backends/wasm.js';
import { ramp, sameOnBothBackends } from './on-both-backends.js';

describe('slices inside the heap', () => {
  before(() => wasm.load());

  const slices: [string, number[], number[], number[]][] = [
    ['all', [3, 4], [0, 0], [3, 4]],
    ['rows', [5, 4], [1, 0], [3, 4]],
    ['columns', [5, 40], [0, 3], [5, 30]],
    ['short columns', [5, 4], [0, 1], [5, 2]],
    ['the middle axis', [3, 5, 4], [0, 2, 0], [3, 2, 4]],
    ['a box', [3, 5, 4], [1, 1, 1], [2, 3, 2]],
    ['of a vector', [7], [2], [4]],
    ['of four axes', [2, 3, 4, 5], [0, 1, 0, 2], [2, 2, 4, 2]],
    ['of five axes', [2, 3, 2, 3, 2], [1, 0, 1, 0, 0], [1, 3, 1, 2, 2]],
    ['nothing', [3, 4], [1, 0], [0, 4]],
  ];
  for (const [name, shape, begin, size] of slices)
    it(`slice, ${name}`, () => sameOnBothBackends(() => tf.slice(ramp(shape), begin, size)));

  it('split and unstack along every axis', () =>
    sameOnBothBackends(() => [
      ...tf.split(ramp([4, 6]), 2, 0),
      ...tf.split(ramp([4, 6]), [1, 2, 3], 1),
      ...tf.split(ramp([3, 2, 6]), 3, -1),
      ...tf.unstack(ramp([4, 3, 2]), 0),
      ...tf.unstack(ramp([4, 3, 2]), 1),
      ...tf.unstack(ramp([4, 3, 2]), -1),
      ...tf.unstack(ramp([3])),
    ]));

  it('integers and booleans', () =>
    sameOnBothBackends(() => {
      const integers = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3], 'int32');
      const bools = tf.tensor2d([1, 0, 1, 1, 0, 0], [2, 3], 'bool');
      const parts = [...tf.unstack(integers, 1), ...tf.unstack(bools, 1), tf.slice(bools, [0, 1], [2, 2])];
      assert.deepEqual(
        parts.map(({ dtype }) => dtype),
        ['int32', 'int32', 'int32', 'bool', 'bool', 'bool', 'bool'],
      );
      return parts.map((part) => tf.cast(part, 'float32'));
    }));

  it('strings as before', async () => {
    await tf.setBackend('wasm');
    assert.deepEqual(tf.slice(tf.tensor1d(['a', 'b', 'c']), [1], [2]).dataSync(), ['b', 'c']);
  });

  it('a slice beyond the end is an error', async () => {
    await tf.setBackend('wasm');
    assert.throws(() => tf.slice(ramp([3]), [2], [2]), /would overflow|slice/);
  });

  it('the operand survives a heap that grows', async () => {
    await tf.setBackend('wasm');
    const x = ramp([200, 5000]);
    const parts = tf.unstack(x);
    assert.deepEqual(parts[199]!.dataSync(), x.dataSync().slice(199 * 5000));
    tf.dispose([x, parts]);
  });
});
