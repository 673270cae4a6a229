import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomTranslation } from '../../../../../src/layers/preprocessing/augmentation/random-translation.js';

before(ensureReady);

test('masks keep their classes: they are moved to the nearest pixel', () => {
  const layer = new RandomTranslation({ heightFactor: 0, widthFactor: [0.1, 0.1], fillMode: 'constant' });
  const masks = tf.tensor([0, 3, 3, 0], [1, 1, 4, 1]);
  const moved = layer({ images: masks, segmentationMasks: masks } as never) as never as Record<
    string,
    tf.Tensor
  >;
  assert.deepEqual([...moved['segmentationMasks']!.dataSync()], [0, 3, 3, 0]);
  assert.notDeepEqual([...moved['images']!.dataSync()], [0, 3, 3, 0]);
});

test('settings are in the config in Keras’s form', () => {
  const config = new RandomTranslation({
    heightFactor: 0,
    widthFactor: 0,
    fillMode: 'wrap',
    interpolation: 'nearest',
  });
  const { fill_mode, fill_value, interpolation } = config.getConfig();
  assert.deepEqual([fill_mode, fill_value, interpolation], ['wrap', 0, 'nearest']);
});
