import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ActivityRegularization } from '../../../../src/layers/regularization/activity-regularization.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('ActivityRegularization', () => {
  before(ensureReady);

  it('hands its input on and adds the penalty, a sample', () => {
    const layer = new ActivityRegularization({ l1: 0.1, l2: 0.2 });
    const x = tf.tensor([
      [1, -2],
      [3, 0],
    ]);
    assert.equal(layer(x), x);
    assert.deepEqual(rounded(layer.losses[0]!), [1.7]);
    layerFacts(layer, x);
  });

  it('refuses negative factors, and another penalty', () => {
    assert.throws(
      () => new ActivityRegularization({ l1: -1 }),
      /l1 must be a number of at least 0; received -1/,
    );
    assert.throws(
      () => new ActivityRegularization({ activityRegularizer: 'l2' } as object),
      /unknown option activityRegularizer/,
    );
  });
});
