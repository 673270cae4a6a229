import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import {
  channelsOf,
  dataFormatConfig,
  fromChannelsLast,
  getDataFormat,
  shapeFrom,
  spatialSizes,
  toChannelsLast,
} from '../../../../src/backends/operations/data-format.js';

before(ensureReady);

test("Keras's names and ours are one", () => {
  assert.equal(getDataFormat('L', 'channels_first'), 'channelsFirst');
  assert.equal(getDataFormat('L', undefined), 'channelsLast');
  assert.equal(getDataFormat('L', null), 'channelsLast');
  assert.equal(dataFormatConfig('channelsFirst'), 'channels_first');
  assert.throws(() => getDataFormat('L', 'first' as 'channelsFirst'), /L: dataFormat must be one of/);
});

test('channels go to the end and back', () => {
  const x = tf.reshape(tf.range(0, 24), [1, 2, 3, 4]);
  const last = toChannelsLast(x, 'channelsFirst');
  assert.deepEqual(last.shape, [1, 3, 4, 2]);
  assert.deepEqual(fromChannelsLast(last, 'channelsFirst').arraySync(), x.arraySync());
  assert.equal(toChannelsLast(x, 'channelsLast'), x);
});

test('shapes fall into parts and come together again', () => {
  for (const [shape, format] of [
    [[null, 3, 4, 2], 'channelsLast'],
    [[null, 2, 3, 4], 'channelsFirst'],
  ] as const) {
    assert.deepEqual(spatialSizes(shape, format), [3, 4]);
    assert.equal(channelsOf(shape, format), 2);
    assert.deepEqual(shapeFrom(null, [3, 4], 2, format), shape);
  }
});
