import assert from 'node:assert/strict';
import { test } from 'node:test';
import { multiplications } from '../../../../src/backends/native/multiplications.js';

const of = (name: string, inputs: readonly (readonly number[])[], output: readonly number[]) =>
  multiplications(name, (input) => inputs[input]!, output);

test('counts those of products and convolutions', () => {
  const product = 256 * 784 * 64;
  assert.equal(
    of(
      'MatMul',
      [
        [256, 784],
        [784, 64],
      ],
      [256, 64],
    ),
    product,
  );
  // The first one transposed, as in the gradient of a dense layer.
  assert.equal(
    of(
      'MatMul',
      [
        [256, 784],
        [256, 64],
      ],
      [784, 64],
    ),
    product,
  );
  assert.equal(
    of(
      'BatchMatMulV2',
      [
        [8, 2, 3],
        [8, 3, 5],
      ],
      [8, 2, 5],
    ),
    8 * 2 * 3 * 5,
  );
  const convolution = 64 * 11 * 11 * 64 * (3 * 3 * 32);
  const [images, filter, convolved] = [
    [64, 13, 13, 32],
    [3, 3, 32, 64],
    [64, 11, 11, 64],
  ];
  assert.equal(of('Conv2D', [images!, filter!], convolved!), convolution);
  assert.equal(of('Conv2DBackpropInput', [[4], filter!, convolved!], images!), convolution);
  assert.equal(of('AddV2', [[2], [2]], [2]), 0);
});
