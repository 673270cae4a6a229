import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { arrayToImg, imgToArray } from '../../../../src/data/images/img.js';
import { DISPLAY } from '../../../../src/display/displayable.js';

describe('images and tensors', () => {
  before(ensureReady);

  it('an image knows its size and is shown', () => {
    const img = arrayToImg([[[0], [255], [128]]], { scale: false });
    assert.deepEqual(
      [img.size, [...img.bytes]],
      [
        [3, 1],
        [0, 255, 128],
      ],
    );
    const shown = img[DISPLAY]();
    assert.equal(shown['text/plain'], 'Img(3 x 1, grayscale)');
    assert.match(String(shown['image/png']), /^iVBORw0KGgo/);
    const array = imgToArray(img, { dtype: 'int32' });
    assert.deepEqual([array.dtype, array.shape], ['int32', [1, 3, 1]]);
  });

  it('says what is no image', () => {
    assert.throws(
      () => arrayToImg([[1, 2]]),
      /expected one image of 1, 3 or 4 channels, .*received \(1, 2\)/,
    );
    assert.throws(() => arrayToImg([[[300]]], { scale: false }), /from 0 to 255; received 300/);
    assert.throws(() => imgToArray(tf.ones([2, 2, 3]) as never), /expected an image; received .*\n.*loadImg/);
  });
});
