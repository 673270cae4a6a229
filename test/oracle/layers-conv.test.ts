import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import {
  checkLayer,
  checkTraining,
  isTraining,
  type LayerCase,
  type Looser,
  type TrainingCase,
} from './layer-case.js';
import { oracleCases } from './oracle.js';

/**
 * The gradient of a bias is a sum over a thousand numbers between -1 and 1: -0.66759387 in 64 bits, -0.66760755 in
 * Keras, -0.66759312 on WebGPU, which adds in another order.
 */
const LOOSER = { tolerance: 4e-5 };

function looserFor({ name }: LayerCase): Looser {
  return tf.getBackend() === 'webgpu' && name.startsWith('Conv3D') ? LOOSER : {};
}

describe('convolutions equal those of Keras', () => {
  before(ensureReady);
  for (const one of oracleCases<LayerCase | TrainingCase>('layers_conv'))
    it(one.name, () => (isTraining(one) ? checkTraining(one) : checkLayer(one, looserFor(one))));
});
