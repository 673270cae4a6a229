import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Variable } from '../../../src/backends/variable.js';
import { trackedIn } from '../../../src/layers/tracking.js';
import { Mean } from '../../../src/metrics/index.js';

class Part {}

before(ensureReady);

it('finds layers, variables and metrics in fields, lists, dictionaries and maps, each once, in order', () => {
  const [a, b, c] = [new Part(), new Part(), new Part()];
  const [v, w] = [new Variable(tf.scalar(1)), new Variable(tf.scalar(2))];
  const metric = new Mean();
  const owner: Record<string, unknown> = {
    text: 'x',
    nothing: null,
    first: b,
    list: [a, [b, { deep: c }]],
    weights: new Map([['w', w]]),
    v,
    metric,
  };
  owner['self'] = owner;
  const found = trackedIn(owner, (value) => value instanceof Part);
  assert.deepEqual(found.layers, [b, a, c]);
  assert.deepEqual(found.variables, [w, v]);
  assert.deepEqual(found.metrics, [metric]);
});
