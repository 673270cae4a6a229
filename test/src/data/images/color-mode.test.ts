import assert from 'node:assert/strict';
import { it } from 'node:test';
import { channelsFirst, channelsOfMode, isChannelsFirst } from '../../../../src/data/images/color-mode.js';

it('names of Keras, and values with the channels first', () => {
  assert.equal(channelsOfMode('test', 'grayscale'), 1);
  assert.throws(() => channelsOfMode('test', 'gray' as never), /test: colorMode must be one of/);
  assert.equal(isChannelsFirst('test', null), false);
  assert.equal(isChannelsFirst('test', 'channels_first'), true);
  assert.deepEqual([...channelsFirst(Float32Array.of(1, 2, 3, 4, 5, 6), 3)], [1, 4, 2, 5, 3, 6]);
});
