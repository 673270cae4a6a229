import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as layers from '../../../src/layers/index.js';
import { layerRegistry } from '../../../src/layers/registry.js';

it('every layer class of the package can be made from a config', () => {
  for (const member of Object.values<unknown>(layers)) {
    if (typeof member !== 'function' || !(member.prototype instanceof layers.Layer)) continue;
    const { className } = member as unknown as typeof layers.Layer;
    assert.equal(layerRegistry.find(className), member, className);
  }
});
