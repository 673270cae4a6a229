import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Resizing } from '../../../../src/layers/preprocessing/resizing.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('Resizing', () => {
  before(ensureReady);

  it('gives images a size', () => {
    const y = layerFacts(new Resizing({ height: 1, width: 2 }), counting([1, 2, 2, 1]));
    assert.deepEqual(rounded(y), [1, 2]);
  });

  it('cuts or adds rather than distort', () => {
    const wide = counting([1, 1, 3, 1]);
    assert.deepEqual(rounded(new Resizing({ height: 1, width: 1, cropToAspectRatio: true })(wide)), [1]);
    const padded = new Resizing({ height: 3, width: 3, padToAspectRatio: true, fillValue: 9 })(wide);
    assert.deepEqual(rounded(padded).slice(0, 6), [9, 9, 9, 0, 1, 2]);
  });

  it('rounds integers and keeps their type', () => {
    const y = new Resizing({ height: 1, width: 1 })(tf.tensor([1, 2, 2, 2], [1, 2, 2, 1], 'int32'));
    assert.deepEqual([y.dtype, rounded(y)], ['int32', [2]]);
  });

  it('refuses what it cannot use', () => {
    const size = { height: 1, width: 1 };
    assert.throws(
      () => new Resizing({ ...size, cropToAspectRatio: true, padToAspectRatio: true }),
      /received both/,
    );
    assert.throws(
      () => new Resizing({ ...size, interpolation: 'cubic' as 'bicubic' }),
      /interpolation must be one of/,
    );
    assert.throws(
      () => new Resizing({ ...size, fillMode: 'wrap' as 'constant' }),
      /fillMode must be one of 'constant'/,
    );
  });
});
