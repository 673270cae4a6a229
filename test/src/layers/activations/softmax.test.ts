import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Softmax } from '../../../../src/layers/activations/softmax.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('Softmax', () => {
  before(ensureReady);

  it('gives probabilities along an axis or over several', () => {
    assert.deepEqual(rounded(layerFacts(new Softmax(), tf.tensor([[1, 1]]))), [0.5, 0.5]);
    assert.deepEqual(rounded(new Softmax({ axis: [1, 2] })(tf.ones([1, 2, 2]))), [0.25, 0.25, 0.25, 0.25]);
  });

  it('gives what is masked probability zero, also where all is', () => {
    const mask = tf.tensor(
      [
        [1, 1, 0],
        [0, 0, 0],
      ],
      [2, 3],
      'bool',
    );
    assert.deepEqual(rounded(new Softmax()(tf.ones([2, 3]), { mask })), [0.5, 0.5, 0, 0, 0, 0]);
  });

  it('refuses a mask that does not fit', () => {
    assert.throws(
      () => new Softmax()(tf.ones([2, 3]), { mask: tf.ones([2]) }),
      /a mask that can be spread over the input of shape \(2, 3\); received shape \(2,\)/,
    );
  });
});
