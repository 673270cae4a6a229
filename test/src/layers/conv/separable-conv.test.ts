import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { SeparableConv } from '../../../../src/layers/conv/separable-conv.js';
import { SeparableConv2D } from '../../../../src/layers/conv/separable-conv2d.js';

describe('SeparableConv', () => {
  before(ensureReady);

  it('is what the separable convolutions are', () => {
    assert.ok(new SeparableConv2D({ filters: 1, kernelSize: 1 }) instanceof SeparableConv);
  });

  it('has a kernel for each step', () => {
    const layer = new SeparableConv2D({ filters: 5, kernelSize: 3, depthMultiplier: 2 });
    layer.build([null, 4, 4, 3]);
    assert.deepEqual(
      layer.weights.map(({ name, shape }) => [name, shape]),
      [
        ['depthwise_kernel', [3, 3, 3, 2]],
        ['pointwise_kernel', [1, 1, 6, 5]],
        ['bias', [5]],
      ],
    );
  });

  it('refuses sizes below 1', () => {
    assert.throws(
      () => new SeparableConv2D({ filters: -1, kernelSize: 1 }),
      /filters must be a positive integer; received -1/,
    );
  });
});
