import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ReLU } from '../../../../src/layers/activations/relu.js';
import { Dense } from '../../../../src/layers/core/dense.js';
import { SpectralNormalization } from '../../../../src/layers/normalization/spectral-normalization.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('SpectralNormalization', () => {
  before(ensureReady);

  it('divides the kernel by its largest singular value in training only', () => {
    const dense = new Dense({ units: 2, useBias: false });
    const layer = new SpectralNormalization({ layer: dense, powerIterations: 50 });
    layer.build([null, 2]);
    dense.setWeights([
      [
        [3, 0],
        [0, 1],
      ],
    ]);
    const x = tf.ones([1, 2]);
    assert.deepEqual(rounded(layer(x)), [3, 1]);
    assert.deepEqual(
      rounded(layer(x, { training: true })).map((value) => Math.round(value * 1e4) / 1e4),
      [1, 0.3333],
    );
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new SpectralNormalization({ layer: new Dense({ units: 4 }) }), counting([2, 3]), {
      training: true,
    });
  });

  it('leaves a kernel of zeros alone', () => {
    const layer = new SpectralNormalization({ layer: new Dense({ units: 2, kernelInitializer: 'zeros' }) });
    assert.deepEqual(rounded(layer(tf.ones([1, 2]), { training: true })), [0, 0]);
  });

  it('refuses a layer without a kernel', () => {
    const layer = new SpectralNormalization({ layer: new ReLU() });
    assert.throws(
      () => layer(tf.ones([1, 2])),
      /expected a layer with a kernel or embeddings; received ReLU/,
    );
    assert.throws(
      () => new SpectralNormalization({ layer: new ReLU(), powerIterations: 0 }),
      /powerIterations must be a positive integer/,
    );
  });
});
