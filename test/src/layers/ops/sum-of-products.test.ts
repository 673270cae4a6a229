import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { sumOfProducts } from '../../../../src/layers/ops/sum-of-products.js';

before(ensureReady);

test('axes of one under the dots broadcast', () => {
  tf.tidy(() => {
    const found = sumOfProducts('...i,...i->...', [tf.ones([3, 1, 2]), tf.ones([4, 2])]);
    assert.deepEqual(found.shape, [3, 4]);
    assert.equal(found.dataSync()[5], 2);
  });
});

test('operands that do not fit are an error that names the equation', () => {
  const x = tf.ones([2, 3]);
  for (const equation of ['ij,jk->ik', 'ijk->i', 'ij->iz', 'ij->ii', 'i[->i'])
    assert.throws(() => sumOfProducts(equation, [x]), new RegExp(`'${equation.replace('[', '\\[')}'`));
  assert.throws(() => sumOfProducts('ij,jk', [x, x]), /received \(2, 3\) and \(2, 3\)/);
});
