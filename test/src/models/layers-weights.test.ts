import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import * as layers from '../../../src/layers/index.js';
import { Sequential } from '../../../src/models/index.js';
import { namedArrays, pairWeights } from '../../../src/models/layers-weights.js';

before(ensureReady);

const model = () =>
  new Sequential([
    new layers.LSTM({ units: 2, returnSequences: true, name: 'lstm', inputShape: [4, 3] }),
    new layers.Bidirectional({
      layer: new layers.SimpleRNN({ units: 2, returnSequences: true, name: 'rnn' }),
      name: 'both',
    }),
    new layers.TimeDistributed({ layer: new layers.Dense({ units: 2, name: 'dense' }), name: 'each' }),
    new layers.RNN({
      cell: [new layers.GRUCell({ units: 2 }), new layers.GRUCell({ units: 2 })] as never,
      name: 'cells',
    }),
    new Sequential([new layers.Dense({ units: 2, name: 'deep' })], { name: 'inner' }),
    new layers.BatchNormalization({ name: 'norm' }),
  ]);

test('weights have the names of TensorFlow.js', () => {
  const names = namedArrays(model()).map(({ name }) => name);
  for (const name of [
    'lstm/kernel',
    'both/forward_rnn/recurrent_kernel',
    'both/backward_rnn/bias',
    'each/kernel',
    'cells/RNNCell_1/kernel',
    'deep/bias',
    'norm/moving_mean',
  ])
    assert.ok(names.includes(name), `${name} in ${names.join(' ')}`);
});

test("weights are found by name, by TensorFlow's longer name, and in a layer by their order", () => {
  const one = model();
  const saved = namedArrays(one);
  const paired = (names: (name: string) => string) =>
    pairWeights(
      one,
      saved.map(({ name, array }) => ({ name: names(name), array })),
      'test',
      { strict: true },
    );
  for (const names of [
    (name: string) => name,
    (name: string) => `${name}:0`,
    (name: string) => name.replace('lstm/', 'lstm/lstm_cell/'),
    (name: string) => `sequential/${name.replace('deep', 'inner/other')}`,
  ]) {
    const found = new Map(paired(names).map(([variable, { array }]) => [variable, array]));
    assert.equal(found.size, saved.length);
    for (const [variable, array] of found)
      assert.deepEqual([...array.data].map(Number), [...variable.dataSync()]);
  }
  assert.throws(
    () => paired((name) => name.replace('norm/gamma', 'nothing/gamma')),
    /no weights for norm\/gamma/,
  );
});

test('a shape that does not fit is an error also where it is not strict', () => {
  const one = model();
  const wrong = [{ name: 'deep/bias', array: { shape: [3], data: new Float32Array(3) } }];
  assert.throws(
    () => pairWeights(one, wrong, 'test', { strict: false }),
    /deep\/bias of shape \(2,\); received \(3,\)/,
  );
});
