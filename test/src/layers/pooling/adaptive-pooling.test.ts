import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { AdaptiveMaxPooling2D } from '../../../../src/layers/pooling/adaptive-max-pooling2d.js';
import { AdaptivePooling } from '../../../../src/layers/pooling/adaptive-pooling.js';

describe('AdaptivePooling', () => {
  before(ensureReady);

  it('is what the adaptive pooling layers are', () => {
    assert.ok(new AdaptiveMaxPooling2D({ outputSize: 1 }) instanceof AdaptivePooling);
  });

  it('has the output size whatever comes in', () => {
    assert.deepEqual(
      new AdaptiveMaxPooling2D({ outputSize: [2, 5] }).computeOutputShape([null, null, null, 3]),
      [null, 2, 5, 3],
    );
  });
});
