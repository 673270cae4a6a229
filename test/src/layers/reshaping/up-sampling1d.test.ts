import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { UpSampling1D } from '../../../../src/layers/reshaping/up-sampling1d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('UpSampling1D', () => {
  before(ensureReady);

  it('repeats each step', () => {
    assert.deepEqual(
      rounded(layerFacts(new UpSampling1D({ size: 2 }), counting([1, 2, 2]))),
      [0, 1, 0, 1, 2, 3, 2, 3],
    );
  });

  it('refuses a size below 1', () => {
    assert.throws(() => new UpSampling1D({ size: 0 }), /size must be a positive integer; received 0/);
  });
});
