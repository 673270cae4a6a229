import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dense, Dropout, Flatten } from '../../../src/layers/index.js';
import { layerConfiguration } from '../../../src/models/layer-configuration.js';

before(ensureReady);

it('says what tells a layer from others of its class', () => {
  assert.equal(layerConfiguration(new Dense({ units: 3, activation: 'relu' })), '3 units, relu');
  assert.equal(layerConfiguration(new Dense({ units: 3 })), '3 units');
  assert.equal(layerConfiguration(new Dropout({ rate: 0.5 })), '0.5');
  assert.equal(layerConfiguration(new Flatten()), '');
  const conv = Object.assign(new Flatten(), { filters: 32, kernelSize: [3, 3], activation: 'relu' });
  assert.equal(layerConfiguration(conv), '32 filters 3×3, relu');
});
