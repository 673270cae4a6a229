import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { setMask } from '../../../src/backends/operations/mask.js';
import { Loss } from '../../../src/losses/loss.js';
import { resetNames } from '../../../src/support/names.js';
import { assertClose, withoutLeaks } from '../../oracle/oracle.js';

class Absolute extends Loss {
  override call(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return tf.mean(tf.abs(tf.sub(yTrue, yPred)), -1);
  }
}

before(ensureReady);

test('a subclass is called like a function, with tensors or arrays, and leaves nothing behind', () => {
  const [yTrue, yPred] = [tf.tensor([[0, 1]]), tf.tensor([[1, 1]])];
  withoutLeaks(() => tf.tidy(() => assertClose(new Absolute()(yTrue, yPred), 0.5)));
  assert.equal(new Absolute()([[0, 1]], [[1, 1]]).dataSync()[0], 0.5);
  tf.dispose([yTrue, yPred]);
});

test('names are counted; the reduction is in either case', () => {
  resetNames();
  assert.deepEqual([new Absolute().name, new Absolute().name], ['absolute', 'absolute_1']);
  const loss = new Absolute({ reduction: 'mean_with_sample_weight', name: 'mine' });
  assert.deepEqual(loss.getConfig(), { name: 'mine', reduction: 'mean_with_sample_weight' });
  assert.throws(
    () => new Absolute({ reduction: 'average' as never }),
    /reduction must be one of 'sumOverBatchSize'/,
  );
  assert.throws(() => new Absolute({ dtype: 'float16' as never }), /dtype must be one of 'float32'/);
});

test('masked predictions do not count, together with weights', () => {
  tf.tidy(() => {
    const yPred = tf.tensor([[[1], [2], [3]]]);
    setMask(yPred, tf.tensor([[1, 1, 0]], [1, 3], 'bool'));
    const yTrue = tf.zeros([1, 3, 1]);
    assertClose(new Absolute()(yTrue, yPred), 1.5);
    assertClose(new Absolute({ reduction: 'sum' })(yTrue, yPred), 3);
    assertClose(new Absolute({ reduction: 'sum' })(yTrue, yPred, [[2, 1, 5]]), 4);
  });
});

test('weights that do not fit say which shape would', () => {
  assert.throws(() => new Absolute()(tf.zeros([2, 3, 1]), tf.zeros([2, 3, 1]), [1, 2]), {
    name: 'ShapeError',
    message: /expected a shape that fits the losses \(2, 3\); received \(2,\)\.\nFix: .* \(2, 1\)/,
  });
});
