import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { Variable } from '../../../../src/backends/variable.js';
import { wasm } from '../../../../src/backends/wasm.js';

const at = ({ dataId }: tf.Tensor) => (tf.backend() as unknown as BackendWasm).getMemoryOffset(dataId);

describe('on wasm', () => {
  before(() => wasm.load());

  it('a clone, and a cast to the type that is there, share the memory until the last one goes', () => {
    for (const again of [tf.clone, (x: tf.Tensor) => tf.cast(x, x.dtype)]) {
      const { numTensors, numDataBuffers } = tf.memory();
      const x = tf.tensor([1, 2, 3]);
      const second = again(x);
      assert.equal(at(second), at(x));
      x.dispose();
      // What is made now would lie where freed memory was.
      const other = tf.tensor([7, 8, 9]);
      assert.deepEqual(second.arraySync(), [1, 2, 3]);
      tf.dispose([second, other]);
      assert.deepEqual([tf.memory().numTensors, tf.memory().numDataBuffers], [numTensors, numDataBuffers]);
    }
  });

  it("a variable's value stays what it was when the variable gets another", () => {
    const variable = new Variable(tf.tensor([1, 2]));
    const value = variable.value();
    variable.assignAdd([5, 5]);
    assert.deepEqual(value.arraySync(), [1, 2]);
    assert.deepEqual(variable.arraySync(), [6, 7]);
    tf.dispose([value, variable]);
  });

  it('texts are cloned too', () => {
    const text = tf.tensor(['a', 'b'], [2], 'string');
    const second = tf.clone(text);
    text.dispose();
    assert.deepEqual(second.arraySync(), ['a', 'b']);
    second.dispose();
  });
});
