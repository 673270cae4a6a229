import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ZeroPadding } from '../../../../src/layers/reshaping/zero-padding.js';
import { ZeroPadding2D } from '../../../../src/layers/reshaping/zero-padding2d.js';

describe('ZeroPadding', () => {
  before(ensureReady);

  it('is what the padding layers are', () => {
    assert.ok(new ZeroPadding2D() instanceof ZeroPadding);
  });

  it('refuses what are not pairs', () => {
    assert.throws(
      () => new ZeroPadding2D({ padding: [1, 2, 3] }),
      /padding must be an integer, or a list of 2 integers or pairs/,
    );
    assert.throws(() => new ZeroPadding2D({ padding: [1, [2, -2]] }), /received \[2, -2\]/);
  });
});
