import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomPerspective } from '../../../../../src/layers/preprocessing/augmentation/random-perspective.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts, someImages } from './augmentation-facts.js';

before(ensureReady);

// test/oracle/layers-augmentation.test.ts compares what is made of the draws with Keras's.
it('RandomPerspective moves corners, unless there is nowhere to go', () => {
  augmentationFacts((seed) => new RandomPerspective({ scale: 0.5, seed }));
  const x = someImages();
  assert.deepEqual(rounded(new RandomPerspective({ scale: 0 })(x)), rounded(x));
  assert.deepEqual(rounded(new RandomPerspective({ factor: 0 })(x)), rounded(x));
  assert.throws(() => new RandomPerspective({ scale: 2 }), /scale must be a number in \[0, 1\]/);
});
