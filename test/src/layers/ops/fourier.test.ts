import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as ops from '../../../../src/layers/ops/fourier.js';
import { assertClose } from '../../../oracle/oracle.js';
import { compareOps } from './against-keras.js';

compareOps('fourier', {
  ...ops,
  middleOfIstft: (x: ops.ComplexPair, length: number, stride: number, fft: number, ...rest: never[]) =>
    tf.slice(ops.istft(x, length, stride, fft, ...rest), [0, 2], [-1, 4]),
});

it('istft gives back what stft was made of, to the ends', async () => {
  const x = tf.tensor([[1, -2, 3, 5, 0.5, 7, -4, 2, 1, 1, 6, -3]]);
  const found = ops.istft(ops.stft(x, 8, 2, 8), 8, 2, 8, { length: 12 });
  assertClose(await found.data(), await x.data(), 1e-5);
  assert.throws(() => ops.fft(x as never), /a pair \[real, imag\]/);
});

it('complex numbers are pairs, also where they are seen in another form', async () => {
  const [real, imag] = ops.polar([2, 1], [0, Math.PI / 2]);
  assertClose(await real.data(), [2, 0]);
  assertClose(await imag.data(), [0, 1]);
  const parts = ops.viewAsComplex([
    [1, 2],
    [3, 4],
  ]);
  assert.deepEqual(await Promise.all(parts.map((part) => part.array())), [
    [1, 3],
    [2, 4],
  ]);
  assert.deepEqual(await ops.viewAsReal(parts).array(), [
    [1, 2],
    [3, 4],
  ]);
  assert.throws(() => ops.viewAsComplex([1, 2, 3]), /a last axis of 2/);
});
