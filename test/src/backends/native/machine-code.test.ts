import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import type { Graph } from '../../../../src/backends/native/graph.js';
import { batchesWorthJit, convolves } from '../../../../src/backends/native/machine-code.js';
import { RecordedStep } from '../../../../src/backends/native/recorded-step.js';
import { nativeMissing, useNative } from '../../../native.js';

const NEVER = Number.POSITIVE_INFINITY;

const graph = (
  of: Partial<Pick<Graph, 'size' | 'heaviest' | 'mostShared'>>,
  ...operations: string[]
): Graph =>
  ({ size: 10, heaviest: 0, mostShared: 2, ...of, operations: new Set(operations) }) as unknown as Graph;

test('small graphs pay soon, large ones of small operations late, convolutions and recurrences never', () => {
  assert.equal(batchesWorthJit([graph({})]), 300);
  assert.equal(batchesWorthJit([graph({ size: 600 }), graph({ size: 600 })]), 3000);
  assert.equal(batchesWorthJit([graph({ size: 2000, heaviest: 7e6 })]), NEVER);
  assert.equal(batchesWorthJit([graph({ size: 6000 })]), NEVER);
  assert.equal(batchesWorthJit([graph({}, 'MatMul', 'Conv2D')]), NEVER);
  assert.equal(batchesWorthJit([graph({ mostShared: 7 })]), NEVER);
});

test('convolutions and pooling are told from the rest', () => {
  assert.equal(convolves([graph({}, 'MatMul'), graph({}, 'MaxPoolGrad')]), true);
  assert.equal(convolves([graph({}, 'MatMul')]), false);
});

test('a kernel that many products have is a recurrence', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const kernel = tf.ones([2, 2]);
  const paysFrom = (products: number, expected: number) => {
    const compute = ([x]: readonly tf.Tensor[]) => {
      let state = x as tf.Tensor2D;
      for (let i = 0; i < products; i++) state = tf.matMul(state, kernel as tf.Tensor2D);
      return { outputs: [state] };
    };
    const inputs = [{ shape: [1, 2], dtype: 'float32' }] as const;
    const step = new RecordedStep(backend, compute, inputs, {
      capacity: 1,
      jit: 'auto',
      expected,
    });
    const { jitPaysFrom } = step;
    step.dispose();
    return jitPaysFrom;
  };
  assert.equal(paysFrom(2, 10), 300);
  assert.equal(paysFrom(2, 300), NEVER);
  assert.equal(paysFrom(8, 10), NEVER);
});
