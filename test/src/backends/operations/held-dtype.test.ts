import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import {
  castTo,
  heldDtype,
  isInteger,
  numberAs,
  saturatedTo,
} from '../../../../src/backends/operations/held-dtype.js';

describe("Keras's dtypes in those of tfjs", () => {
  before(ensureReady);

  it('integers go on from the other end, or stay at it', () => {
    const x = tf.tensor([-300.5, -1.5, 200.7, 70000], undefined, 'float32');
    assert.deepEqual(castTo('here', x, 'uint8').arraySync(), [212, 255, 200, 112]);
    assert.deepEqual(castTo('here', x, 'int8').arraySync(), [-44, -1, -56, 112]);
    assert.deepEqual(castTo('here', x, 'int64').arraySync(), [-300, -1, 200, 70000]);
    assert.deepEqual(
      [-300.5, -1.5, 200.7, 70000].map((one) => numberAs(one, 'int8')),
      [-44, -1, -56, 112],
    );
    assert.equal(numberAs(3e9, 'int32'), 3e9 - 2 ** 32);
    assert.equal(numberAs(0.5, 'float32'), 0.5);
    assert.deepEqual(saturatedTo('here', x, 'uint8').arraySync(), [0, 0, 200, 255]);
    assert.deepEqual(saturatedTo('here', x, 'int16').arraySync(), [-300, -1, 200, 32767]);
    assert.deepEqual(saturatedTo('here', tf.cast(x, 'int32'), 'int8').arraySync(), [-128, -1, 127, 127]);
    assert.deepEqual(saturatedTo('here', tf.scalar(3e9), 'int32').arraySync(), 2 ** 31 - 128);
    assert.deepEqual(saturatedTo('here', x, 'bool').arraySync(), [0, 0, 1, 1]);
  });

  it('numbers do not lose digits in a float32 on their way', () => {
    assert.deepEqual(castTo('here', [123456789, -1], 'uint32').arraySync(), [123456789, -1]);
    assert.deepEqual(castTo('here', ['a'], 'string').arraySync(), ['a']);
    assert.deepEqual(castTo('here', [0.4, 0], 'bool').arraySync(), [1, 0]);
    assert.equal(castTo('here', [1, 2], 'complex64').dtype, 'complex64');
  });

  it('there are no other floats', () => {
    assert.equal(heldDtype('here', 'uint16'), 'int32');
    assert.deepEqual(['uint64', 'bool', null].map(isInteger), [true, false, false]);
    assert.throws(
      () => heldDtype('here', 'float16' as 'float32'),
      /here: expected the dtype 'float32'.*'float16'/,
    );
  });
});
