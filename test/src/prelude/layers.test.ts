import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Input } from '../../../src/layers/index.js';
import * as layers from '../../../src/prelude/layers.js';

before(ensureReady);

it('lower-case names make the same layers', () => {
  assert.ok(layers.dense({ units: 3 }) instanceof layers.Dense);
  assert.ok(layers.dropout({ rate: 0.1 }) instanceof layers.Dropout);
  assert.ok(layers.inputLayer({ shape: [1] }) instanceof layers.InputLayer);
  assert.equal(layers.input, layers.Input);
});

it('those of merging layers also apply the layer, as in Keras', () => {
  assert.ok(layers.add() instanceof layers.Add);
  assert.deepEqual(layers.add([tf.ones([2]), tf.ones([2])]).arraySync(), [2, 2]);
  assert.deepEqual(layers.concatenate([Input({ shape: [2] }), Input({ shape: [3] })]).shape, [null, 5]);
});

it('every layer class has one', () => {
  const names = Object.keys(layers);
  const lower = names.filter((name) => /^[a-z]/.test(name)).map((name) => name.toLowerCase());
  for (const [name, member] of Object.entries<unknown>(layers)) {
    if (typeof member !== 'function' || !(member.prototype instanceof layers.Layer)) continue;
    if (/^[A-Z]/.test(name) && name !== 'Wrapper')
      assert.ok(lower.includes(name.toLowerCase()), `no lower-case name for ${name}`);
  }
});
