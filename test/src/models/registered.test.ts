import assert from 'node:assert/strict';
import { it } from 'node:test';
import { layerRegistry } from '../../../src/layers/registry.js';
import { Model, Sequential } from '../../../src/models/index.js';

it('models can stand in saved models under Keras’s names', () => {
  assert.equal(layerRegistry.find('Functional'), Model);
  assert.equal(layerRegistry.find('Sequential'), Sequential);
});
