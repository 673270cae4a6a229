import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import * as layers from '../../../src/layers/index.js';
import { Model, Sequential } from '../../../src/models/index.js';
import { layersTopology, unknownToTfjs } from '../../../src/models/layers-topology.js';

before(ensureReady);

const topologyOf = (model: Model) =>
  layersTopology({ class_name: model.className, config: model.getConfig() });

interface SavedLayer {
  readonly class_name: string;
  readonly inbound_nodes: unknown;
  readonly config: Record<string, unknown>;
}
const layersOf = (model: Model) => (topologyOf(model)['config'] as { layers: SavedLayer[] }).layers;

test("types, initializers and regularizers are written as Keras 2 does, and the model's calls as lists", () => {
  const x = layers.Input({ shape: [4], name: 'x' });
  const inner = new Sequential([new layers.Dense({ units: 4, inputShape: [4] })], { name: 'inner' });
  const sum = new layers.Add({ name: 'sum' })([x, inner(x)]);
  const out = new layers.Dense({ units: 2, name: 'out', activation: 'silu', kernelRegularizer: 'l2' })(sum);
  const [input, , add, dense] = layersOf(new Model({ inputs: x, outputs: out as never })) as SavedLayer[];
  assert.deepEqual(input?.config['batch_input_shape'], [null, 4]);
  assert.equal(input?.config['dtype'], 'float32');
  assert.deepEqual(add?.inbound_nodes, [
    [
      ['x', 0, 0, {}],
      ['inner', 1, 0, {}],
    ],
  ]);
  assert.deepEqual(dense?.inbound_nodes, [[['sum', 0, 0, {}]]]);
  assert.equal(dense?.config['activation'], 'swish');
  assert.deepEqual(dense?.config['kernel_regularizer'], { class_name: 'L1L2', config: { l1: 0, l2: 0.01 } });
  assert.doesNotMatch(JSON.stringify(dense), /module|registered_name|build_config/);
});

test('inputs of all integers are int32, of all floats float32', () => {
  const dtypes = ['int64', 'uint8', 'float16', 'bfloat16', 'bool', 'string'] as const;
  const inputs = dtypes.map((dtype) => layers.Input({ shape: [1], dtype }));
  assert.deepEqual(
    layersOf(new Model({ inputs, outputs: inputs })).map(({ config }) => config['dtype']),
    ['int32', 'int32', 'float32', 'float32', 'bool', 'string'],
  );
});

test('states of a recurrent layer are further tensors; several arguments stay as they are', () => {
  const x = layers.Input({ shape: [5, 3], name: 'x' });
  const [sequence, h, c] = new layers.LSTM({ units: 2, returnSequences: true, returnState: true, name: 'a' })(
    x,
  );
  const second = new layers.LSTM({ units: 2, name: 'b' })(sequence, { initialState: [h, c] } as never);
  const [, , b] = layersOf(new Model({ inputs: x, outputs: second as never }));
  assert.deepEqual(b?.inbound_nodes, [
    [
      ['a', 0, 0, {}],
      ['a', 0, 1, {}],
      ['a', 0, 2, {}],
    ],
  ]);
  const attention = new layers.MultiHeadAttention({ numHeads: 1, keyDim: 2, name: 'm' })(x, x);
  const model = new Model({ inputs: x, outputs: attention as never });
  assert.match(JSON.stringify(layersOf(model)[1]?.inbound_nodes), /"args":\[/);
  assert.deepEqual(unknownToTfjs(topologyOf(model)), ['MultiHeadAttention']);
});

test('the version tells which hard sigmoid is meant; both in one model are an error', (t) => {
  t.mock.method(console, 'warn', () => undefined);
  const model = (...activations: string[]) =>
    new Sequential(
      activations.map((activation) => new layers.Dense({ units: 1, activation, inputShape: [1] })),
    );
  assert.equal(topologyOf(model('hardSigmoid'))['keras_version'], '3.15.1');
  const old = topologyOf(model('keras2_hard_sigmoid'));
  assert.equal(old['keras_version'], '2.15.0');
  assert.match(JSON.stringify(old), /"activation":"hard_sigmoid"/);
  assert.throws(() => topologyOf(model('hardSigmoid', 'keras2_hard_sigmoid')), /received both/);
});
