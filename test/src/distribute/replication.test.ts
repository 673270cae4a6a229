import assert from 'node:assert/strict';
import { before, describe, it, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { getRandomState, setRandomSeed } from '../../../src/backends/random.js';
import { stepCompiler } from '../../../src/backends/recording/step-compiler.js';
import { currentReplica } from '../../../src/backends/replica.js';
import { Variable } from '../../../src/backends/variable.js';
import { Replication } from '../../../src/distribute/replication.js';
import { nativeMissing, useNative } from '../../native.js';
import { Echo } from './echo.js';

describe('Replication', () => {
  before(ensureReady);

  it('is seen by a step, with its share of the batch', () => {
    new Replication(new Echo(4, 1)).asReplica(0.25, () => {
      const { id, count, share } = currentReplica()!;
      assert.deepEqual({ id, count, share }, { id: 1, count: 4, share: 0.25 });
    });
    assert.equal(currentReplica(), null);
  });

  it('leaves out what a replica without a share computes', () => {
    const sum = new Replication(new Echo()).asReplica(0, () => currentReplica()!.sum([tf.ones([1])])[0]!);
    assert.deepEqual(sum.arraySync(), [0]);
  });

  it("keeps random numbers where replica 0's are", () => {
    setRandomSeed(3);
    const before = getRandomState();
    new Replication(new Echo()).shareRandomState();
    assert.deepEqual(getRandomState(), before);
  });

  it('has the sums of variables for as long as a function runs', () => {
    const variable = new Variable(tf.scalar(2));
    const seen = new Replication(new Echo(3)).withSums([variable], () => variable.dataSync()[0]);
    assert.deepEqual([seen, variable.dataSync()[0]], [6, 2]);
  });

  it('averages what is computed, and leaves integers alone', () => {
    const [mean, count] = [new Variable(tf.scalar(2)), new Variable(tf.scalar(2, 'int32'))];
    const echo = new Echo(3);
    new Replication(echo).average([mean, count]);
    assert.deepEqual([mean.dataSync()[0], count.dataSync()[0]], [2, 2]);
    assert.deepEqual(echo.calls, ['sum 2']);
  });

  it('passes bytes on, and that there are none', () => {
    const replication = new Replication(new Echo());
    assert.deepEqual(replication.firstBytes(Uint8Array.of(1, 2)), Uint8Array.of(1, 2));
    assert.equal(replication.firstBytes(undefined), undefined);
  });
});

test('a recorded step exchanges its values at each run', { skip: nativeMissing }, async () => {
  await useNative();
  const echo = new Echo(2);
  const replication = new Replication(echo);
  const weight = new Variable(tf.scalar(1));
  for (const jit of [false, true]) {
    const state = () => tf.memory().numTensors;
    const step = stepCompiler()!.compile(
      ([x]) => {
        const double = tf.mul(x!, 2);
        const [first, second] = replication.sum([tf.sum(double), tf.greater(x!, 2)]) as [
          tf.Tensor,
          tf.Tensor,
        ];
        const [again] = replication.sum([tf.mul(first, weight)]) as [tf.Tensor];
        weight.assign(tf.add(weight, 1) as tf.Scalar);
        return { outputs: [again, second, double, x!], each: first as tf.Scalar };
      },
      [{ shape: [2], dtype: 'float32' }],
      { capacity: 1, jit },
    );
    assert.deepEqual(echo.calls, [], 'nothing is exchanged while it is recorded');
    weight.assign(tf.scalar(3));
    const before = state();
    tf.tidy(() => {
      const { outputs, each } = step.run([[tf.tensor([1, 5])]]);
      assert.deepEqual(
        [...outputs, each!].map((one) => [...one.dataSync()]),
        [[144], [0, 2], [2, 10], [1, 5], [24]],
      );
    });
    assert.equal(state(), before);
    assert.deepEqual([weight.dataSync()[0], echo.calls.splice(0)], [4, ['sum 1', 'sum 2', 'sum 1']]);
    step.dispose();
  }
});
