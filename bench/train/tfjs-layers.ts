/** tfjs-layers as it is published, on tfjs's own wasm backend. */
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { GIVEN, trainee } from './trainee.js';

const { sequential, layers: make } = layers;

await trainee(async ({ images, labels, shape }) => {
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs: wasm could not be loaded');
  const inputShape = [...shape];
  const models = {
    mlp: () =>
      sequential({
        layers: [
          make.dense({ units: 64, activation: 'relu', inputShape }),
          make.dense({ units: 10, activation: 'softmax' }),
        ],
      }),
    cnn: () =>
      sequential({
        layers: [
          make.conv2d({ filters: 32, kernelSize: 3, activation: 'relu', inputShape }),
          make.maxPooling2d({ poolSize: 2 }),
          make.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }),
          make.maxPooling2d({ poolSize: 2 }),
          make.flatten(),
          make.dense({ units: 128, activation: 'relu' }),
          make.dense({ units: 10, activation: 'softmax' }),
        ],
      }),
    lstm: () =>
      sequential({
        layers: [make.lstm({ units: 64, inputShape }), make.dense({ units: 10, activation: 'softmax' })],
      }),
    transformer: () => {
      throw new Error('tfjs-layers has no attention');
    },
  };
  const model = models[GIVEN.model]();
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const total = labels.length / 10;
  const x = tf.tensor(images, [total, ...shape]);
  const y = tf.tensor(labels, [total, 10]);
  let seen = 0;
  const watching = {
    onBatchEnd: (_batch: number, logs?: layers.Logs) => {
      seen += logs?.['loss'] ?? 0;
    },
  };
  let [someX, someY] = [x, y];
  return async (samples, epochs) => {
    // Measurements are all of one number of samples: as a program has its data, and as Keras gets a view.
    if (someX.shape[0] !== samples)
      [someX, someY] = [x, y].map((whole) => tf.slice(whole, 0, samples)) as [tf.Tensor, tf.Tensor];
    await model.fit(someX, someY, {
      batchSize: GIVEN.batch,
      epochs,
      verbose: 1,
      callbacks: GIVEN.watched ? watching : {},
    });
    if (GIVEN.watched && !(seen > 0)) throw new Error('the callback saw no loss');
  };
});
