import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { Variable } from '../../../../src/backends/variable.js';
import { assertClose, withoutLeaks } from '../../../oracle/oracle.js';

before(ensureReady);

/** A leak-checked test: the body runs in a tidy, with a variable x of value 3. */
function taped(name: string, body: (x: Variable) => void): void {
  test(name, () => {
    const x = new Variable(tf.scalar(3), { name: 'x' });
    withoutLeaks(() => tf.tidy(() => body(x)));
    x.dispose();
  });
}

taped('the gradient of one source is one tensor, of a list a list', (x) => {
  const tape = new GradientTape({ persistent: true });
  const y = tape.run(() => tf.square(x));
  assertClose(tape.gradient(y, x), 6);
  assertClose(tape.gradient(y, [x])[0]!, 6);
  tape.dispose();
});

taped('null where a source does not lead to the target', (x) => {
  const other = tf.scalar(2);
  const tape = new GradientTape();
  tape.watch(other);
  const y = tape.run(() => tf.square(x));
  const [dx, dOther] = tape.gradient(y, [x, other]);
  assertClose(dx!, 6);
  assert.equal(dOther, null);
});

taped('tensors count once they are watched, frozen variables do not', (x) => {
  const t = tf.scalar(2);
  const unwatched = new GradientTape();
  assert.equal(
    unwatched.gradient(
      unwatched.run(() => tf.mul(t, t)),
      t,
    ),
    null,
  );
  const watching = new GradientTape({ watchAccessedVariables: false });
  watching.watch(t);
  const y = watching.run(() => tf.mul(tf.mul(t, t), x));
  const [dt, dx] = watching.gradient(y, [t, x]);
  assertClose(dt!, 12);
  assert.equal(dx, null);
  x.trainable = false;
  const frozen = new GradientTape();
  assert.equal(
    frozen.gradient(
      frozen.run(() => tf.square(x)),
      x,
    ),
    null,
  );
});

taped('second order by nesting', (x) => {
  const outer = new GradientTape();
  const first = outer.run(() => {
    const inner = new GradientTape();
    const y = inner.run(() => tf.mul(tf.mul(x, x), x));
    return inner.gradient(y, x);
  });
  assertClose(first, 27);
  assertClose(outer.gradient(first, x), 18);
});

taped('a penalty on a gradient trains, as in WGAN-GP', (x) => {
  const w = new Variable(
    tf.tensor([
      [1, 2],
      [3, 4],
    ]),
    { name: 'w' },
  );
  const input = tf.tensor([[1, -1]]);
  const outer = new GradientTape();
  const penalty = outer.run(() => {
    const inner = new GradientTape();
    inner.watch(input);
    const out = inner.run(() => tf.sum(tf.tanh(tf.matMul(input, w as tf.Tensor2D))));
    return tf.sum(tf.square(inner.gradient(out, input)));
  });
  const gradient = outer.gradient(penalty, w);
  // Central differences of the same penalty.
  const at = (values: number[]) => {
    const t = [Math.tanh(values[0]! - values[2]!), Math.tanh(values[1]! - values[3]!)].map((y) => 1 - y * y);
    return (t[0]! * values[0]! + t[1]! * values[1]!) ** 2 + (t[0]! * values[2]! + t[1]! * values[3]!) ** 2;
  };
  const expected = [0, 1, 2, 3].map((i) => {
    const moved = (by: number) => at([1, 2, 3, 4].map((v, j) => (i === j ? v + by : v)));
    return (moved(1e-5) - moved(-1e-5)) / 2e-5;
  });
  assertClose(gradient, expected, 1e-4);
  w.dispose();
  x.assign(3);
});

taped('several targets, weights of the target, sums over several uses', (x) => {
  const tape = new GradientTape({ persistent: true });
  const [a, b] = tape.run(() => [tf.mul(x, 2), tf.square(x)] as const);
  assertClose(tape.gradient([a, b], x), 8);
  assertClose(tape.gradient(b, x, tf.scalar(10)), 60);
  const v = tf.tensor([1, 2, 3]);
  tape.watch(v);
  const c = tape.run(() => tf.mul(v, v));
  assertClose(tape.gradient(c, v, tf.tensor([1, 0, 2])), [2, 0, 12]);
  assert.throws(() => tape.gradient(c, v, tf.tensor([1])), { name: 'ShapeError' });
  tape.dispose();
});

taped('integers and conditions on the way are no sources', (x) => {
  const tape = new GradientTape();
  const y = tape.run(() => {
    const index = tf.cast(tf.argMax(tf.stack([x, tf.mul(x, 2)])), 'int32');
    return tf.mul(x, tf.cast(index, 'float32'));
  });
  assertClose(tape.gradient(y, x), 1);
});

taped('a custom gradient that gives a tensor that is not its own does no harm', (x) => {
  const factor = tf.scalar(5);
  const op = tf.customGrad((value: tf.Tensor | tf.GradSaveFunc) => ({
    value: tf.clone(value as tf.Tensor),
    gradFunc: () => factor,
  }));
  const tape = new GradientTape();
  const y = tape.run(() => tf.add(op(x), op(x)));
  assertClose(tape.gradient(y, x), 10);
  assertClose(factor, 5);
});

taped('a tape that is not persistent is spent', (x) => {
  const tape = new GradientTape();
  const y = tape.run(() => tf.square(x));
  tape.gradient(y, x);
  assert.throws(() => tape.gradient(y, x), /persistent: true/);
});

taped('inside run: an error for a plain tape, allowed for a persistent one', (x) => {
  const plain = new GradientTape();
  plain.run(() => {
    const y = tf.square(x);
    assert.throws(() => plain.gradient(y, x), /after run has returned/);
  });
  plain.dispose();
  const persistent = new GradientTape({ persistent: true });
  persistent.run(() => assertClose(persistent.gradient(tf.square(x), x), 6));
  persistent.dispose();
  assert.throws(() => persistent.run(() => persistent.run(() => 1)), /its own run/);
  persistent.dispose();
});

taped('assigning a variable after its use does not change the gradient', (x) => {
  const tape = new GradientTape();
  const y = tape.run(() => tf.square(x));
  x.assign(tf.scalar(100));
  assertClose(tape.gradient(y, x), 6);
});

taped('an operation without a gradient says so; an error in run leaves the engine as it was', (x) => {
  const tape = new GradientTape();
  const y = tape.run(() => tf.sum(tf.image.rotateWithOffset(tf.reshape(x, [1, 1, 1, 1]), 0.1)));
  assert.throws(() => tape.gradient(y, x), /operation RotateWithOffset has no gradient/);
  const failing = new GradientTape();
  assert.throws(() => failing.run(() => tf.matMul(tf.zeros([1, 2]), tf.zeros([3, 1]))));
  failing.dispose();
  const next = new GradientTape();
  assertClose(
    next.gradient(
      next.run(() => tf.square(x)),
      x,
    ),
    6,
  );
});

test('outside of any tidy, what run makes stays usable', () => {
  const x = new Variable(tf.scalar(2));
  const tape = new GradientTape();
  let seen!: tf.Tensor;
  const y = tape.run(() => {
    seen = tf.mul(x, 3);
    return tf.square(seen);
  });
  assertClose(seen, 6);
  const g = tape.gradient(y, x);
  assertClose(g, 36);
  tf.dispose([seen, y, g]);
  x.dispose();
});

test('what cannot be a source, an async function and unknown options are refused', () => {
  const tape = new GradientTape();
  assert.throws(() => tape.gradient(tf.scalar(1), 3 as never), { name: 'ValueError' });
  assert.throws(() => new GradientTape().run(async () => 1), /await the data before/);
  assert.throws(() => new GradientTape({ persist: true } as never), /did you mean persistent/);
});

test('lists the trainable variables that were used', () => {
  const [a, b] = [new Variable(tf.scalar(1)), new Variable(tf.scalar(2))];
  const frozen = new Variable(tf.scalar(3), { trainable: false });
  const tape = new GradientTape({ persistent: true });
  tape.run(() => tf.mul(tf.mul(b, a), tf.mul(frozen, b)));
  assert.deepEqual(tape.watchedVariables(), [b, a]);
});
