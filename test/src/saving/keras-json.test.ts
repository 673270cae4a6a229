import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kerasJson } from '../../../src/saving/keras-json.js';

describe('JSON as Keras takes it', () => {
  it('has floats where Keras takes nothing else', () => {
    const value = {
      momentum: 0,
      units: 3,
      inner: { momentum: 1 },
      list: [0],
      text: 'momentum',
      other: { momentum: 0.9, values: [1, 0.5] },
    };
    const json = kerasJson(value);
    assert.equal(
      json,
      '{"momentum":0.0,"units":3,"inner":{"momentum":1.0},"list":[0],"text":"momentum","other":{"momentum":0.9,"values":[1.0,0.5]}}',
    );
    assert.deepEqual(JSON.parse(json), value);
  });
});
