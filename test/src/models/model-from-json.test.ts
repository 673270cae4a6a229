import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dense } from '../../../src/layers/index.js';
import { cloneModel, modelFromJSON, Sequential } from '../../../src/models/index.js';
import { layerConfig } from '../../../src/models/model-config.js';
import { smallModel } from './small-model.js';

describe('models from their architecture', () => {
  before(ensureReady);

  it('are the same, with weights of their own', () => {
    const model = smallModel();
    for (const again of [modelFromJSON(model.toJSON()), cloneModel(model)]) {
      assert.ok(again instanceof Sequential);
      assert.equal(again.toJSON(), model.toJSON());
      assert.ok(again.weights.every((weight) => !model.weights.includes(weight)));
    }
  });

  it('stay unbuilt where the first was', () => {
    const again = cloneModel(new Sequential([new Dense({ units: 2 })]));
    assert.equal(again.built, false);
    again.build([null, 3]);
    assert.equal(again.countParams(), 8);
  });

  it('need the text of a model', () => {
    assert.throws(
      () => modelFromJSON('no json'),
      /expected the text of model\.toJSON\(\); received "no json"/,
    );
    const dense = JSON.stringify(layerConfig(new Dense({ units: 1 })));
    assert.throws(() => modelFromJSON(dense), /expected a model; received a Dense/);
    assert.throws(() => modelFromJSON('{"class_name": "Sequentail"}'), /Did you mean Sequential/);
  });
});
