import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { makeModel } from '../../../src/models/make-model.js';

before(ensureReady);

const dense = (units: number) => ({ class_name: 'Dense', config: { units, batch_input_shape: [null, 3] } });
const config = { class_name: 'Sequential', config: { name: 's', layers: [dense(4)] } };

test('a model of its saved form, compiled as that says', () => {
  const compile = { optimizer: { class_name: 'SGD', config: { learning_rate: 0.5 } }, loss: 'mse' };
  const model = makeModel('test', config, {}, compile);
  assert.equal(model.countParams(), 16);
  assert.equal(model.optimizer.className, 'SGD');
  assert.equal(makeModel('test', config, {}, {}).compiled, false);
});

test('no more weights than a file has, nothing that is no model, and names that are not known with their fix', () => {
  assert.throws(
    () => makeModel('test', config, {}, null, { weights: 15 }),
    /as many weights as the file has/,
  );
  assert.throws(() => makeModel('test', dense(1), {}, null), /test: expected a model; the file has a Dense/);
  const own = { class_name: 'Sequential', config: { layers: [{ class_name: 'Mine', config: {} }] } };
  assert.throws(() => makeModel('test', own, {}, null), /test: .*"Mine"[\s\S]*customObjects/);
  const damaged = { class_name: 'Sequential', config: { layers: [dense(-1)] } };
  assert.throws(
    () => makeModel('test', damaged, {}, null),
    /test: Dense: units must be a positive integer; received -1\.\nFix: save the model again/,
  );
});
