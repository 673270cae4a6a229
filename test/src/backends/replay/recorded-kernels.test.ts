import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { uniform } from '../../../../src/backends/random.js';
import { activeRecorder } from '../../../../src/backends/recorder.js';
import { RecordedKernels } from '../../../../src/backends/replay/recorded-kernels.js';
import { Variable } from '../../../../src/backends/variable.js';

describe('recorded kernels', () => {
  before(ensureReady);

  /** What a function of one tensor [2, 2] is recorded as. */
  function recorded(fn: (x: tf.Tensor) => unknown): RecordedKernels {
    const recording = new RecordedKernels(tf.backend());
    try {
      fn(recording.input({ shape: [2, 2], dtype: 'float32' }));
      recording.assigned();
      return recording;
    } finally {
      recording.rollBack();
      for (const dataId of recording.constants.values()) tf.backend().disposeData(dataId);
    }
  }

  const namesOf = ({ calls }: RecordedKernels) =>
    calls.map((call) => ('name' in call ? call.name : 'outside'));

  it('are those whose results change', () => {
    const weight = new Variable(tf.ones([2, 2]));
    const recording = recorded((x) => {
      const half = tf.div(tf.scalar(1), 2);
      const flat = tf.reshape(tf.clone(tf.mul(tf.add(x, weight), half)), [4]);
      return tf.sub(flat, tf.onesLike(flat));
    });
    assert.deepEqual(namesOf(recording), [tf.Add, tf.Multiply, tf.Sub]);
    assert.deepEqual([...recording.variables.keys()], [weight]);
    assert.equal(recording.inputs.length, 1);
  });

  it('list their inputs as they were given', () => {
    const { calls } = recorded((x) => tf.concat([x, x], 1));
    assert.equal((calls[0] as { isList: boolean }).isList, true);
  });

  it('are refused where they depend on values', () => {
    const kept = tf.tensor([1, 2]);
    assert.throws(() => recorded((x) => x.dataSync()), /reads the value of a tensor/);
    assert.throws(() => recorded(() => kept.dataSync()), /reads the value of a tensor/);
    assert.throws(
      () =>
        recorded(
          (x) =>
            void tf
              .sum(x)
              .data()
              .catch(() => {}),
        ),
      /reads the value of a tensor/,
    );
    assert.throws(() => recorded((x) => tf.unique(tf.reshape(x, [4]))), /depends on values \(Unique\)/);
    assert.throws(() => recorded(() => tf.reshape(tf.tensor(['a']), [1, 1])), /works on text/);
    assert.deepEqual([...kept.dataSync()], [1, 2]);
  });

  it('may read what the step made of numbers', () => {
    recorded(() => assert.equal(tf.add(tf.scalar(1), 2).dataSync()[0], 3));
  });

  for (const next of ['an operation', 'random numbers', 'a value', 'a tensor'])
    it(`are taken back by ${next} after JavaScript was terminated`, () => {
      const weight = new Variable(tf.scalar(1));
      const recording = new RecordedKernels(tf.backend());
      weight.assign(tf.add(weight, 1));
      // What the kernel does after a termination, which skips every finally.
      tf.engine().endScope();
      if (next === 'an operation') assert.equal(tf.add(2, 3).dataSync()[0], 5);
      if (next === 'random numbers') assert.equal(uniform([2], 1, 1).dataSync()[0], 1);
      if (next === 'a value') assert.equal(weight.dataSync()[0], 1);
      if (next === 'a tensor') tf.tensor([1]).dispose();
      assert.equal(weight.dataSync()[0], 1);
      assert.equal(activeRecorder(), null);
      assert.equal(recording.calls.length, 1);
    });
});
