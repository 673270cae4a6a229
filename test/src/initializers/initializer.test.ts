import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Initializer } from '../../../src/initializers/initializer.js';
import type { KnownShape } from '../../../src/support/shape.js';
import { assertClose } from '../../oracle/oracle.js';

class Halves extends Initializer {
  override call(shape: KnownShape): tf.Tensor {
    return tf.fill([...shape], 0.5);
  }
}

before(ensureReady);

test('a subclass is called with a shape, by call, by apply or as a function', () => {
  tf.tidy(() => {
    const halves = new Halves();
    for (const values of [halves([2]), halves.call([2]), halves.apply([2])]) assertClose(values, [0.5, 0.5]);
    assert.deepEqual(halves.getConfig(), {});
  });
});
