import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { DepthwiseConv } from '../../../../src/layers/conv/depthwise-conv.js';
import { DepthwiseConv2D } from '../../../../src/layers/conv/depthwise-conv2d.js';

describe('DepthwiseConv', () => {
  before(ensureReady);

  it('is what the depthwise convolutions are', () => {
    assert.ok(new DepthwiseConv2D({ kernelSize: 1 }) instanceof DepthwiseConv);
  });

  it('has depthMultiplier outputs a channel', () => {
    const layer = new DepthwiseConv2D({ kernelSize: 2, depthMultiplier: 3 });
    assert.deepEqual(layer.computeOutputShape([null, 4, 4, 2]), [null, 3, 3, 6]);
    layer.build([null, 4, 4, 2]);
    assert.deepEqual(
      layer.weights.map(({ shape }) => shape),
      [[2, 2, 2, 3], [6]],
    );
  });

  it('refuses a multiplier below 1', () => {
    assert.throws(
      () => new DepthwiseConv2D({ kernelSize: 1, depthMultiplier: 0 }),
      /depthMultiplier must be a positive integer; received 0/,
    );
  });
});
