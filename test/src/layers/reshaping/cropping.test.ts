import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Cropping } from '../../../../src/layers/reshaping/cropping.js';
import { Cropping2D } from '../../../../src/layers/reshaping/cropping2d.js';

describe('Cropping', () => {
  before(ensureReady);

  it('is what the cropping layers are', () => {
    assert.ok(new Cropping2D() instanceof Cropping);
  });

  it('says what is cut off in vain', () => {
    assert.throws(
      () => new Cropping2D({ cropping: 1 })(tf.zeros([1, 2, 5, 1])),
      /Cropping2D .*cropping \[\[1, 1\], \[1, 1\]\] leaves nothing of an input of shape \(1, 2, 5, 1\)/,
    );
  });
});
