import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dense, deserialize, get, Layer, registerLayer } from '../../../src/layers/index.js';

describe('the registry of layers', () => {
  before(ensureReady);

  it('makes a layer from its saved form', () => {
    const layer = get({ class_name: 'Dense', config: new Dense({ units: 3, name: 'd' }).getConfig() });
    assert.ok(layer instanceof Dense);
    assert.deepEqual([layer.units, layer.name], [3, 'd']);
    assert.equal(get(layer), layer);
    assert.equal(deserialize, get);
  });

  it('takes the later of two classes with one name, as in a cell that runs twice', () => {
    const versions = [1, 2].map((version) => {
      class Mine extends Layer {
        readonly version = version;
      }
      return registerLayer(Mine);
    });
    const made = get({ class_name: 'Custom>Mine', config: { name: 'm' } });
    assert.ok(made instanceof versions[1]!);
  });

  it('names the nearest for an unknown class', () => {
    assert.throws(() => get({ class_name: 'Dens', config: {} }), /Did you mean Dense/);
  });
});
