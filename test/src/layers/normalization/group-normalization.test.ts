import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GroupNormalization } from '../../../../src/layers/normalization/group-normalization.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('GroupNormalization', () => {
  before(ensureReady);

  it('normalizes each group of channels', () => {
    const y = layerFacts(new GroupNormalization({ groups: 2, epsilon: 0 }), tf.tensor([[1, 3, 10, 30]]));
    assert.deepEqual(rounded(y), [-1, 1, -1, 1]);
  });

  it('takes -1 for a group a channel', () => {
    const layer = new GroupNormalization({ groups: -1 });
    layer.build([null, 4, 6]);
    assert.equal(layer.groups, 6);
  });

  it('refuses what it cannot use', () => {
    assert.throws(() => new GroupNormalization({ groups: 0 }), /groups must be a positive integer, or -1/);
    assert.throws(
      () => new GroupNormalization({ groups: 4 })(tf.ones([1, 6])),
      /a multiple of groups; received 6 channels and 4 groups/,
    );
    assert.throws(() => new GroupNormalization()(tf.ones([1, 6])), /received 6 channels and 32 groups/);
  });
});
