import assert from 'node:assert/strict';
import { test } from 'node:test';
import { multiplications } from '../../../../src/backends/native/multiplications.js';

/** The shapes are written as '256x784 784x64'. */
const of = (name: string, inputs: string, output: string) => {
  const shape = (text: string) => text.split('x').map(Number);
  return multiplications(name, (input) => shape(inputs.split(' ')[input]!), shape(output));
};

test('counts those of products and convolutions', () => {
  const product = 256 * 784 * 64;
  assert.equal(of('MatMul', '256x784 784x64', '256x64'), product);
  // The first one transposed, as in the gradient of a dense layer.
  assert.equal(of('MatMul', '256x784 256x64', '784x64'), product);
  assert.equal(of('BatchMatMulV2', '8x2x3 8x3x5', '8x2x5'), 8 * 2 * 3 * 5);
  const convolution = 64 * 11 * 11 * 64 * (3 * 3 * 32);
  const [images, filter, convolved] = ['64x13x13x32', '3x3x32x64', '64x11x11x64'] as const;
  assert.equal(of('Conv2D', `${images} ${filter}`, convolved), convolution);
  assert.equal(of('Conv2DBackpropInput', `4 ${filter} ${convolved}`, images), convolution);
  assert.equal(of('AddV2', '2 2', '2'), 0);
});
