import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { LayerNormalization } from '../../../../src/layers/normalization/layer-normalization.js';
import { ScaledNormalization } from '../../../../src/layers/normalization/scaled-normalization.js';

describe('ScaledNormalization', () => {
  before(ensureReady);

  it('is what normalizations with gamma and beta are', () => {
    assert.ok(new LayerNormalization() instanceof ScaledNormalization);
  });

  it('makes only the weights that are asked for', () => {
    const names = (options: object) => {
      const layer = new LayerNormalization(options);
      layer.build([null, 2]);
      return layer.weights.map(({ name }) => name);
    };
    assert.deepEqual(names({}), ['gamma', 'beta']);
    assert.deepEqual(names({ center: false }), ['gamma']);
    assert.deepEqual(names({ scale: false }), ['beta']);
  });

  it('refuses a negative epsilon, and unknown options', () => {
    assert.throws(
      () => new LayerNormalization({ epsilon: -1 }),
      /LayerNormalization: epsilon must be a number of at least 0/,
    );
    assert.throws(() => new LayerNormalization({ eps: 1 } as object), /unknown option eps/);
  });
});
