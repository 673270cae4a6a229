import * as tf from '@tensorflow/tfjs-core';
import { Dense } from '../../../src/layers/index.js';
import { Sequential } from '../../../src/models/index.js';

/** A small compiled model of three classes over four features. */
export function smallModel(): Sequential {
  const model = new Sequential([
    new Dense({ units: 5, activation: 'relu', inputShape: [4] }),
    new Dense({ units: 3, activation: 'softmax' }),
  ]);
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** Inputs and class numbers for {@link smallModel}. */
export function smallData(samples = 20): [x: tf.Tensor2D, y: tf.Tensor1D] {
  const values = Float32Array.from({ length: samples * 4 }, (_, i) => Math.sin(i * 1.7));
  const labels = Int32Array.from({ length: samples }, (_, i) => i % 3);
  return [tf.tensor2d(values, [samples, 4]), tf.tensor1d(labels, 'int32')];
}
