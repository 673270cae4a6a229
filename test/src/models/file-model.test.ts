import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { modelFromJSON, modelFromJson } from '../../../src/models/index.js';
import { smallModel } from './small-model.js';

describe('a model as JSON', () => {
  before(ensureReady);

  it('has its class, its configuration and the shape that it was built for', () => {
    const model = smallModel();
    const { module, class_name: name, build_config: build } = JSON.parse(model.toJson());
    assert.deepEqual([module, name, build], ['keras', 'Sequential', { input_shape: [null, 4] }]);
    assert.equal(model.toJSON(), model.toJson());
    assert.equal(modelFromJson, modelFromJSON);
    assert.equal(modelFromJson(model.toJson()).countParams(), model.countParams());
  });
});
