import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { toElement } from '../../../src/data/element.js';
import { callWith } from '../../../src/data/user-function.js';

describe('callWith', () => {
  before(ensureReady);
  it('keeps what is received and ends everything else', () => {
    const before = tf.memory().numTensors;
    const found = callWith(
      'map',
      0,
      ((x: tf.Tensor) => tf.mul(tf.add(x, 1), 2)) as never,
      tf.scalar(3),
      toElement,
    ) as tf.Tensor;
    assert.equal(found.arraySync(), 8);
    assert.equal(tf.memory().numTensors, before + 1);
    found.dispose();
  });
  it('disposes of the element when the function throws', () => {
    const x = tf.scalar(1);
    const fail = () => {
      throw new Error('no');
    };
    assert.throws(() => callWith('map', 7, fail, x, toElement), /Dataset.map, element 7: no/);
    assert.equal(x.isDisposed, true);
  });
  it('leaves an asynchronous function what it made before it had to wait', async () => {
    const twice = (async (x: tf.Tensor) => {
      const made = x.mul(2);
      await new Promise((resolve) => setImmediate(resolve));
      return made.add(x);
    }) as never;
    const given = toElement('x', 3);
    const found = (await callWith('map', 0, twice, given, toElement)) as tf.Tensor;
    assert.equal(found.arraySync(), 9);
  });
});
