import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inspect } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Variable } from '../../../src/backends/variable.js';
import { assertClose, withoutLeaks } from '../../oracle/oracle.js';

before(ensureReady);

test('it holds a value that can be replaced', () => {
  withoutLeaks(() => {
    const initial = tf.tensor([1, 2]);
    const v = new Variable(initial, { name: 'kernel', path: 'dense/kernel' });
    initial.dispose();
    assertClose(v, [1, 2]);
    v.assign([3, 4]);
    v.assignAdd([1, 1]);
    tf.tidy(() => v.assignSub(tf.tensor([0.5, 0.5])));
    assertClose(v, [3.5, 4.5]);
    const kept = v.value();
    v.assign([0, 0]);
    assertClose(kept, [3.5, 4.5]);
    tf.dispose(kept);
    v.dispose();
    v.dispose();
  });
});

test('numbers are converted to its dtype; other shapes are refused', () => {
  const v = new Variable(tf.scalar(1, 'int32'), { name: 'iteration', path: 'adam/iteration' });
  v.assign(5);
  assert.equal(v.dtype, 'int32');
  assert.equal(v.dataSync()[0], 5);
  v.assign(tf.scalar(7.9));
  assert.equal(v.dataSync()[0], 7);
  assert.throws(() => v.assign([1, 2]), {
    name: 'ShapeError',
    message: 'Variable adam/iteration: expected a value of shape (); received (2,).',
  });
  v.dispose();
  assert.throws(() => v.assign(1), /after it was disposed of/);
});

test('two may have one name, and neither is registered with the engine', () => {
  const registered = () => Object.keys(tf.engine().registeredVariables).length;
  const count = registered();
  const [a, b] = [new Variable(1, { name: 'bias' }), new Variable(2, { name: 'bias' })];
  assert.equal(registered(), count);
  const users = tf.variable(tf.scalar(3), true, 'bias');
  a.dispose();
  assert.equal(registered(), count + 1, 'the user variable of the same name stays');
  assertClose(b, 2);
  users.dispose();
  b.dispose();
});

test('every op takes it; it is trainable unless it says otherwise', () => {
  const v = new Variable([[1, 2]]);
  assert.ok(v instanceof tf.Variable && v instanceof tf.Tensor && v.trainable);
  tf.tidy(() => assertClose(tf.matMul(v as tf.Tensor2D, tf.ones([2, 1])), [3]));
  assert.match(inspect(v), /^Variable variable float32 \(1, 2\)$/);
  assert.match(
    inspect(new Variable(0, { trainable: false, path: 'a/b' })),
    /a\/b float32 \(\) not trainable/,
  );
  v.dispose();
});
