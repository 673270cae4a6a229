import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { EinsumDense } from '../../../../src/layers/core/einsum-dense.js';

describe('EinsumDense', () => {
  before(ensureReady);

  it('is a dense layer over the axes of the equation', () => {
    const layer = new EinsumDense({
      equation: 'ab,bc->ac',
      outputShape: 2,
      biasAxes: 'c',
      activation: 'relu',
    });
    layer.build([null, 2]);
    layer.setWeights([
      [
        [1, -1],
        [2, -2],
      ],
      [0.5, 0],
    ]);
    assert.deepEqual(layer([[1, 1]]).arraySync(), [[3.5, 0]]);
  });

  it('draws its first values for the inputs and outputs of the equation', () => {
    const layer = new EinsumDense({
      equation: 'abc,cde->abde',
      outputShape: [null, 50, 2],
      kernelInitializer: 'glorotUniform',
    });
    layer.build([null, 5, 8]);
    const limit = Math.sqrt(6 / (8 + 100));
    const largest = tf.max(tf.abs(layer.kernel!)).arraySync() as number;
    assert.ok(largest <= limit && largest > 0.9 * limit, `${largest} for ${limit}`);
  });

  it('goes round through its config, without the axes of its initializer', () => {
    const layer = new EinsumDense({
      equation: 'ab,bc->ac',
      outputShape: 2,
      biasAxes: 'c',
      activityRegularizer: 'l2',
    });
    const config = layer.getConfig();
    assert.deepEqual(config['output_shape'], [2]);
    assert.equal(
      (config['kernel_initializer'] as { config: Record<string, unknown> }).config['input_axes'],
      null,
    );
    assert.deepEqual(EinsumDense.fromConfig(config).getConfig(), config);
  });

  it('needs an equation and a shape', () => {
    assert.throws(
      () => new EinsumDense({ equation: 3 as never, outputShape: 2 }),
      /EinsumDense: equation must be a string and outputShape a shape; received 3 and 2/,
    );
  });
});
