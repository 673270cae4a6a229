import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Input } from '../../../src/layers/index.js';
import { Model, model, Sequential, sequential } from '../../../src/prelude/models.js';

before(ensureReady);

it('sequential and model make models, as in tfjs', () => {
  assert.ok(sequential() instanceof Sequential);
  assert.equal(sequential({ name: 's' }).name, 's');
  const x = Input({ shape: [1] });
  assert.ok(model({ inputs: x, outputs: x }) instanceof Model);
});
