import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as layers from '../../../src/layers/index.js';
import * as serialization from '../../../src/prelude/serialization.js';

it('tfjs’s registerClass makes a layer known', () => {
  class Own extends layers.Layer {}
  serialization.registerClass(Own, 'mine', 'Owned');
  assert.ok(layers.get({ class_name: 'mine>Owned', config: {} }) instanceof Own);
});
