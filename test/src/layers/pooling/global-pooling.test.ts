import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GlobalMaxPooling2D } from '../../../../src/layers/pooling/global-max-pooling2d.js';
import { GlobalPooling } from '../../../../src/layers/pooling/global-pooling.js';

describe('GlobalPooling', () => {
  before(ensureReady);

  it('is what the global pooling layers are', () => {
    assert.ok(new GlobalMaxPooling2D() instanceof GlobalPooling);
  });

  it('keeps axes of size 1 if asked', () => {
    assert.deepEqual(new GlobalMaxPooling2D({ keepdims: true }).computeOutputShape([null, 3, null, 2]), [
      null,
      1,
      1,
      2,
    ]);
    assert.deepEqual(
      new GlobalMaxPooling2D({ dataFormat: 'channelsFirst' }).computeOutputShape([null, 2, 3, 4]),
      [null, 2],
    );
  });
});
