import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { deserialize } from '../../../../../src/layers/index.js';
import type { ImageAugmentation } from '../../../../../src/layers/preprocessing/augmentation/image-augmentation.js';
import { toKerasConfig } from '../../../../../src/support/registry.js';
import { layerFacts } from '../../layer-facts.js';

/** Images `[8, 6, 5, 3]` of values in [low, high) that have no pattern. */
export function someImages([low, high]: readonly [number, number] = [0, 255]): tf.Tensor {
  return tf.randomUniform([8, 6, 5, 3], low, high, 'float32', 1);
}

/**
 * What holds for every layer that changes images at random. `make` makes it with a seed, for images in [0, 255]. Gives
 * what it made of {@link someImages}.
 */
export function augmentationFacts(make: (seed: number) => ImageAugmentation): tf.Tensor {
  const images = someImages();
  const layer = make(1);
  layerFacts(layer, images, { training: true });
  const outside = layer(images, { training: false });
  assert.deepEqual(outside.shape.slice(0, 1), [8]);
  if (outside.size === images.size)
    assert.deepEqual(outside.dataSync(), images.dataSync(), 'outside of training');
  const [first, again, other] = [make(1)(images), make(1)(images), make(2)(images)] as const;
  assert.deepEqual(first.dataSync(), again.dataSync(), 'the same seed');
  assert.notDeepEqual(first.dataSync(), other.dataSync(), 'another seed');
  const twice = make(1);
  assert.notDeepEqual(twice(images).dataSync(), twice(images).dataSync(), 'each call draws anew');
  const single = make(1)(tf.slice(images, [0, 0, 0, 0], [1, 6, 5, 3]).squeeze([0]));
  assert.equal(single.rank, 3, 'one image');
  const config = toKerasConfig('keras.layers', make(1));
  assert.equal(deserialize(config)(images).dataSync()[7], first.dataSync()[7], 'the seed is in the config');
  const fromIntegers = make(1)(tf.cast(images, 'int32'));
  assert.equal(fromIntegers.dtype, 'float32', 'integers become floats');
  const values = first.dataSync<'float32'>();
  assert.ok(
    values.every((value) => value >= -1e-3 && value <= 255 + 1e-3),
    'values stay in the range',
  );
  return first;
}
