import assert from 'node:assert/strict';
import { before, describe, it, mock } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { BatchNormalization, Dense } from '../../../src/layers/index.js';
import { Sequential } from '../../../src/models/index.js';
import { assignLegacyWeights, legacyModel, OPTIMIZER_STATE } from '../../../src/models/legacy-h5.js';
import { groupAt, type H5Array, type H5Group, h5At } from '../../../src/saving/hdf5/h5-tree.js';

function small(): Sequential {
  const model = new Sequential([
    new Dense({ units: 2, inputShape: [3], name: 'a' }),
    new BatchNormalization({ name: 'b' }),
  ]);
  model.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'] });
  return model;
}
const weightsOf = (file: H5Group) => groupAt(file, 'model_weights')!;

describe('legacy .h5 files', () => {
  before(ensureReady);

  it('give their weights to the layers of the same names, if that is asked for', () => {
    const first = small();
    const file = weightsOf(legacyModel(first, false));
    const other = () =>
      new Sequential([
        new BatchNormalization({ name: 'new', inputShape: [3] }),
        new Dense({ units: 2, name: 'a' }),
        new Dense({ units: 5, name: 'b' }),
      ]);
    const kept = other();
    assert.throws(
      () => assignLegacyWeights(kept, file, 'test', { byName: true }),
      /layer b expected 2 weights; received 4/,
    );
    const [before, warn] = [kept.getLayer('b').getWeights(), mock.method(console, 'warn', () => {})];
    assignLegacyWeights(kept, file, 'test', { byName: true, skipMismatch: true });
    assert.match(String(warn.mock.calls[0]?.arguments), /layer b expected 2 weights/);
    warn.mock.restore();
    const values = (weights: readonly { dataSync(): unknown }[]) =>
      weights.map((weight) => weight.dataSync());
    assert.deepEqual(values(kept.getLayer('a').getWeights()), values(first.getLayer('a').getWeights()));
    assert.deepEqual(values(kept.getLayer('b').getWeights()), values(before));
  });

  it('have layers, weights and what was compiled, with long names, and no group that Keras fails on', () => {
    const file = legacyModel(small(), true);
    const weights = weightsOf(file);
    assert.deepEqual(weights.attributes.get('layer_names'), ['a', 'b']);
    const names = groupAt(weights, 'b')!.attributes.get('weight_names') as string[];
    assert.deepEqual(
      names.map((name) => name.split('/').at(-1)),
      ['gamma', 'beta', 'moving_mean', 'moving_variance'],
    );
    const kernel = (groupAt(weights, 'a')!.attributes.get('weight_names') as string[])[0]!;
    assert.deepEqual((h5At(weights, `a/${kernel}`) as H5Array).shape, [3, 2]);
    const training = JSON.parse(String(file.attributes.get('training_config')));
    assert.deepEqual(
      [training.loss, training.metrics, training.optimizer_config.class_name],
      ['mean_squared_error', ['mae'], 'Adam'],
    );
    assert.equal(groupAt(file, 'optimizer_weights'), undefined);
    assert.ok(groupAt(file, OPTIMIZER_STATE));
    assert.equal(legacyModel(small(), false).attributes.has('training_config'), false);
  });

  it('go back by the order of layers; nothing is changed where one does not fit', () => {
    const model = small();
    const file = legacyModel(model, false);
    const other = small();
    assignLegacyWeights(other, weightsOf(file), 'test');
    assert.deepEqual(
      other.getWeights().map((tensor) => tensor.arraySync()),
      model.getWeights().map((tensor) => tensor.arraySync()),
    );
    const wide = new Sequential([new BatchNormalization({ inputShape: [2] }), new Dense({ units: 3 })]);
    assert.throws(
      () => assignLegacyWeights(wide, weightsOf(file), 'test'),
      /test: layer batch_normalization.* expected 4 weights; received 2/,
    );
    const one = new Sequential([new Dense({ units: 2, inputShape: [3] })]);
    assert.throws(
      () => assignLegacyWeights(one, weightsOf(file), 'test'),
      /expected 1 layers with weights; the file has 2: a, b/,
    );
  });
});
