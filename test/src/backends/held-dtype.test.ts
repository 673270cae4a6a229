import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { castTo, heldDtype, saturatedTo } from '../../../src/backends/held-dtype.js';

describe("Keras's dtypes in those of tfjs", () => {
  before(ensureReady);

  it('integers go on from the other end, or stay at it', () => {
    const x = tf.tensor([-300.5, -1.5, 200.7, 70000], undefined, 'float32');
    assert.deepEqual(castTo('here', x, 'uint8').arraySync(), [212, 255, 200, 112]);
    assert.deepEqual(castTo('here', x, 'int8').arraySync(), [-44, -1, -56, 112]);
    assert.deepEqual(castTo('here', x, 'int64').arraySync(), [-300, -1, 200, 70000]);
    assert.deepEqual(saturatedTo('here', x, 'uint8').arraySync(), [0, 0, 200, 255]);
    assert.deepEqual(saturatedTo('here', x, 'int16').arraySync(), [-300, -1, 200, 32767]);
    assert.deepEqual(saturatedTo('here', tf.cast(x, 'int32'), 'int8').arraySync(), [-128, -1, 127, 127]);
    assert.deepEqual(saturatedTo('here', tf.scalar(3e9), 'int32').arraySync(), 2 ** 31 - 128);
    assert.deepEqual(saturatedTo('here', x, 'bool').arraySync(), [0, 0, 1, 1]);
  });

  it('there are no other floats', () => {
    assert.equal(heldDtype('here', 'uint16'), 'int32');
    assert.throws(
      () => heldDtype('here', 'float16' as 'float32'),
      /here: expected the dtype 'float32'.*'float16'/,
    );
  });
});
