import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { forEachOutput, nameOutputs } from '../../../src/models/outputs.js';

const isValue = (value: unknown) => typeof value === 'string';

describe('the outputs of a model', () => {
  before(ensureReady);

  it('have the names of the functional model, or of the keys', () => {
    tf.tidy(() => {
      const t = tf.scalar(0);
      assert.deepEqual(nameOutputs([t, t], ['a', 'b']).names, ['a', 'b']);
      assert.deepEqual(nameOutputs({ z: t, y: t }, ['a', 'b']).names, ['y', 'z']);
      assert.deepEqual(nameOutputs([t, t], null).names, [null, null]);
    });
  });

  it('get one value for all, one each, or one by name', () => {
    const outputs = { tensors: [], names: ['a', 'b'], structure: [] };
    const each = (given: unknown, shared = true) =>
      forEachOutput<string>('loss', given, outputs, { isValue, shared });
    assert.deepEqual(each('mse'), ['mse', 'mse']);
    assert.deepEqual(each(['x', 'y']), ['x', 'y']);
    assert.deepEqual(each(['x', null]), ['x', undefined]);
    assert.deepEqual(each({ b: 'y' }), [undefined, 'y']);
    assert.deepEqual(each(undefined), [undefined, undefined]);
    assert.throws(
      () => each('mse', false),
      /loss: expected 2 values, one for each output; received one.*\nFix: \{ a: \.\.\., b/,
    );
    assert.throws(() => each(['x']), /expected 2 values, one for each output; received 1/);
    assert.throws(() => each({ bb: 'x' }), /names of outputs, a, b; received "bb"/);
    assert.throws(() => each(7), /expected a list or a dictionary; received 7/);
  });

  it('get what is nested as they are, in the order of eleven too', () => {
    tf.tidy(() => {
      const t = tf.scalar(0);
      const outputs = nameOutputs({ z: Array(11).fill(t), a: t }, null);
      const each = (given: unknown) => forEachOutput<string>('y', given, outputs, { isValue, shared: false });
      const list = Array.from({ length: 11 }, (_, i) => `z${i}`);
      assert.deepEqual(each({ a: 'a', z: list }), ['a', ...list]);
      assert.deepEqual(each({ z: list }), [undefined, ...list]);
      assert.throws(() => each({ b: 'a', z: list }), /received "b"/);
    });
  });
});
