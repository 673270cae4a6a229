import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { uniform } from '../../../../src/backends/random.js';
import { activeRecorder } from '../../../../src/backends/recording/recorder.js';
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

  it('may not keep a tensor, which would be this run’s', () => {
    assert.throws(() => recorded((x) => tf.keep(tf.square(x))), /keeps a tensor/);
    const tape = (x: tf.Tensor) => tf.grad((y) => tf.sum(tf.square(y)))(x);
    recorded(tape);
  });

  it('are taken back with what they kept after JavaScript was terminated', () => {
    const weight = new Variable(1);
    const kept = tf.tensor([1, 2]);
    const ids = tf.backend().numDataIds();
    new RecordedKernels(tf.backend());
    weight.assign(tf.add(weight, tf.sum(kept)));
    // What the kernel does after a termination, which skips every finally.
    tf.engine().endScope();
    assert.equal(activeRecorder(), null);
    assert.equal(tf.add(2, 3).dataSync()[0], 5);
    assert.equal(uniform([2], 1, 1).dataSync()[0], 1);
    assert.equal(weight.dataSync()[0], 1);
    kept.dispose();
    assert.equal(tf.backend().numDataIds(), ids + 1);
  });
});
