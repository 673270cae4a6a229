import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { Dataset } from '../../../../../src/data/dataset.js';
import { RandomFlip, Rescaling } from '../../../../../src/layers/index.js';
import { Pipeline } from '../../../../../src/layers/preprocessing/augmentation/pipeline.js';
import { layerFacts, rounded } from '../../layer-facts.js';
import { someImages } from './augmentation-facts.js';

before(ensureReady);

test('layers follow each other, in a data set and from a config', async () => {
  const pipeline = new Pipeline({ layers: [new RandomFlip({ seed: 1 }), new Rescaling({ scale: 1 / 255 })] });
  const y = layerFacts(pipeline, someImages());
  assert.ok(rounded(y).every((value) => value <= 1));
  const batches = Dataset.fromTensorSlices(someImages())
    .batch(4)
    .map((x: tf.Tensor) => pipeline(x));
  for await (const x of batches as AsyncIterable<tf.Tensor>) assert.deepEqual(x.shape, [4, 6, 5, 3]);
  assert.equal(new Pipeline([new RandomFlip()]).layers.length, 1);
  assert.throws(() => new Pipeline({ layers: [1] as never }), /Pipeline: expected a list of layers/);
});
