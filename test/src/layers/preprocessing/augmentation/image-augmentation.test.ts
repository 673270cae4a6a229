import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { Dataset } from '../../../../../src/data/dataset.js';
import {
  Conv2D,
  Dense,
  Flatten,
  Input,
  RandomFlip,
  RandomRotation,
} from '../../../../../src/layers/index.js';
import { Model, Sequential } from '../../../../../src/models/index.js';
import { liveTensors } from '../../../../live-tensors.js';
import { someImages } from './augmentation-facts.js';

describe('image augmentation', () => {
  before(ensureReady);

  it('works in fit, and leaves predict and evaluate alone', async () => {
    const model = new Sequential([
      Input({ shape: [6, 5, 3] }) as never,
      new RandomFlip({ seed: 1 }),
      new RandomRotation({ factor: 0.1, seed: 1 }),
      new Conv2D({ filters: 2, kernelSize: 3 }),
      new Flatten(),
      new Dense({ units: 1 }),
    ]);
    assert.deepEqual(model.outputShape, [null, 1]);
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const [x, y] = [tf.div(someImages(), 255), tf.ones([8, 1])];
    const before = await liveTensors();
    const { history } = await model.fit(x, y, { epochs: 3, batchSize: 5, verbose: 0 });
    assert.equal(await liveTensors(), before, 'tensors are left');
    assert.ok((history['loss'] as number[]).every(Number.isFinite));
    const [first, again] = [model.predict(x) as tf.Tensor, model.predict(x) as tf.Tensor];
    assert.deepEqual(first.dataSync(), again.dataSync());
  });

  it('works inside of a data set, batch by batch and image by image', async () => {
    const flip = new RandomFlip({ seed: 2 });
    const images = Dataset.fromTensorSlices([someImages(), tf.range(0, 8)]);
    const single = images.map((x: tf.Tensor, y: tf.Tensor) => [flip(x), y]).batch(4);
    const batches = images.batch(4).map((x: tf.Tensor, y: tf.Tensor) => [flip(x), y]);
    for (const dataset of [single, batches]) {
      for await (const [x] of dataset as AsyncIterable<tf.Tensor[]>) {
        assert.deepEqual(x!.shape, [4, 6, 5, 3]);
        x!.dispose();
      }
    }
  });

  it('takes images with what belongs to them, also in a functional model', () => {
    const images = tf.tile(tf.tensor([1, 2], [1, 1, 2, 1]), [4, 1, 1, 1]);
    const data = { images, labels: tf.ones([4, 2]), segmentation_masks: images };
    const flip = new RandomFlip({ mode: 'horizontal', seed: 4 });
    const out = flip(data) as never as Record<string, tf.Tensor>;
    assert.deepEqual(out['segmentation_masks']!.dataSync(), out['images']!.dataSync());
    assert.notDeepEqual(out['images']!.dataSync(), images.dataSync());
    assert.deepEqual(out['labels']!.dataSync(), data.labels.dataSync());
    const input = Input({ shape: [1, 2, 1] });
    const model = new Model({ inputs: input, outputs: flip(input) });
    assert.deepEqual((model.predict(images) as tf.Tensor).dataSync(), images.dataSync());
  });

  it('says what it cannot take', () => {
    const flip = new RandomFlip({ name: 'flip' });
    assert.throws(
      () => flip({ images: someImages(), boxes: tf.ones([8, 4]) } as never),
      /RandomFlip flip: expected images, labels and segmentationMasks.*"boxes"/,
    );
    assert.throws(() => flip({ labels: tf.ones([8, 4]) } as never), /dictionary with images/);
    assert.throws(
      () => new RandomFlip({ boundingBoxFormat: 'xyxy' } as never),
      /unknown option boundingBoxFormat/,
    );
  });

  it('takes channels in front', () => {
    const x = someImages();
    const last = new RandomRotation({ factor: 0.3, seed: 5 })(x);
    const first = new RandomRotation({ factor: 0.3, seed: 5, dataFormat: 'channelsFirst' })(
      tf.transpose(x, [0, 3, 1, 2]),
    );
    assert.deepEqual(tf.transpose(first, [0, 2, 3, 1]).dataSync(), last.dataSync());
  });
});
