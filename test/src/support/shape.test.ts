import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownShape, positiveAxis, shapesMatch, showShape, sizeOf } from '../../../src/support/shape.js';

test('shapes are shown as Keras shows them', () => {
  assert.equal(showShape([null, 784]), '(null, 784)');
  assert.equal(showShape([3]), '(3,)');
  assert.equal(showShape([]), '()');
});

test('an unknown size fits anything', () => {
  assert.ok(shapesMatch([null, 3], [5, 3]));
  assert.ok(!shapesMatch([null, 3], [5, 4]));
  assert.ok(!shapesMatch([3], [3, 1]));
});

test('sizes and axes', () => {
  assert.equal(sizeOf([2, 3, 4]), 24);
  assert.equal(sizeOf([]), 1);
  assert.equal(positiveAxis('x', -1, 3), 2);
  assert.throws(() => positiveAxis('concat', 3, 3), {
    name: 'ShapeError',
    message: 'concat: axis must be in [-3, 2]; received 3.',
  });
  assert.deepEqual(knownShape('x', [1, 2]), [1, 2]);
  assert.throws(() => knownShape('Dense', [null, 2]), /received \(null, 2\)/);
});
