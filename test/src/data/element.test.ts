import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/dataset.js';
import {
  isInnerPipeline,
  regularTensor,
  release,
  stackHost,
  toElement,
  toHost,
  toTensors,
} from '../../../src/data/element.js';
import { HostTensor } from '../../../src/data/host-tensor.js';

describe('elements', () => {
  before(ensureReady);
  it('take regular arrays for values and others for tuples', () => {
    assert.deepEqual(
      regularTensor([
        [1, 2],
        [3, 4],
      ])?.shape,
      [2, 2],
    );
    assert.equal(regularTensor([[1, 2], [3]]), undefined);
    assert.equal(regularTensor([1, 'a']), undefined);
    assert.equal(regularTensor([]), undefined);
    assert.equal(regularTensor([true, false])?.dtype, 'bool');
    assert.equal((toElement('x', [[1, 2], 3]) as unknown[]).length, 2);
    assert.throws(() => toElement('here', Symbol('s')), /here: expected tensors, numbers/);
    assert.throws(
      () => toElement('here', new DataView(new ArrayBuffer(2))),
      /received an instance of DataView/,
    );
  });
  it('give their tensors to the host, and back', async () => {
    const before = tf.memory().numTensors;
    const host = await toHost([tf.tensor1d([1, 2]), { y: tf.scalar(3, 'int32') }]);
    assert.equal(tf.memory().numTensors, before);
    const tensors = toTensors(host) as [tf.Tensor, { y: tf.Tensor }];
    assert.deepEqual([tensors[0].arraySync(), tensors[1].y.dtype], [[1, 2], 'int32']);
    release(tensors);
    assert.equal(tf.memory().numTensors, before);
  });
  it('are stacked only where shape and dtype are equal', () => {
    const one = (...values: number[]) =>
      new HostTensor(Float32Array.from(values), [values.length], 'float32');
    assert.deepEqual(stackHost('x', [one(1), one(2)]).shape, [2, 1]);
    assert.throws(() => stackHost('x', [one(1), one(2, 3)]), /x: expected elements of one shape/);
    const int = new HostTensor(Int32Array.of(1), [1], 'int32');
    assert.throws(
      () => stackHost('x', [one(1), int]),
      /expected elements of one dtype, float32; received int32/,
    );
  });
  it('may be datasets', () => {
    assert.equal(isInnerPipeline(Dataset.range(2)), true);
    assert.equal(isInnerPipeline({}), false);
    assert.throws(() => stackHost('x', [Dataset.range(2)]), /expected tensors; received a dataset/);
  });
});
