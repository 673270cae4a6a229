import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { RepeatVector } from '../../../../src/layers/reshaping/repeat-vector.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('RepeatVector', () => {
  before(ensureReady);

  it('repeats', () => {
    assert.deepEqual(
      rounded(layerFacts(new RepeatVector({ n: 2 }), counting([2, 2]))),
      [0, 1, 0, 1, 2, 3, 2, 3],
    );
  });

  it('refuses what it cannot use', () => {
    assert.throws(() => new RepeatVector({ n: 0 }), /n must be a positive integer; received 0/);
    assert.throws(() => new RepeatVector({ n: 2 })(tf.zeros([2, 3, 4])), /expected an input with 2 axes/);
  });
});
