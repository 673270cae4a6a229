import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { GradientTape } from '../../../src/backends/gradients/gradient-tape.js';
import {
  asReplica,
  fromShare,
  markShare,
  type Replica,
  sumOverReplicas,
  toShare,
  withFirstValue,
} from '../../../src/backends/replica.js';
import { Variable } from '../../../src/backends/variable.js';

/** One of three replicas that have the same values. */
const replica: Replica = {
  id: 1,
  count: 3,
  share: 0.25,
  sum: (tensors) => tensors.map((tensor) => tf.mul(tensor, 3)),
  first: (initial) => tf.zerosLike(initial),
};

describe('a replica', () => {
  before(ensureReady);

  it('counts its share of a mean, and gives the mean back', () => {
    asReplica(replica, () => {
      const part = toShare(tf.scalar(8));
      assert.equal(part.arraySync(), 2);
      assert.equal(fromShare(part).arraySync(), 8);
      assert.equal(fromShare(markShare(tf.add(part, 1))).arraySync(), 12);
      assert.equal(fromShare(tf.scalar(5)).arraySync(), 5);
    });
    assert.equal(toShare(tf.scalar(8)).arraySync(), 8);
  });

  it("sums with a gradient: each replica's loss depends on every part", () => {
    asReplica(replica, () => {
      const x = tf.scalar(2);
      const tape = new GradientTape();
      tape.watch(x);
      const y = tape.run(() => tf.square(sumOverReplicas(x)));
      assert.equal(y.arraySync(), 36);
      // d/dx of the three replicas' losses together: 3 * 2 * 6.
      assert.equal(tape.gradient(y, x).arraySync(), 36);
    });
    assert.equal(sumOverReplicas(tf.scalar(2)).arraySync(), 2);
  });

  it("begins variables with replica 0's values", () => {
    assert.equal(asReplica(replica, () => new Variable(tf.scalar(4))).arraySync(), 0);
    assert.equal(
      withFirstValue(
        (initial) => tf.add(initial, 1),
        () => new Variable(4),
      ).arraySync(),
      5,
    );
    assert.equal(new Variable(tf.scalar(4)).arraySync(), 4);
  });
});
