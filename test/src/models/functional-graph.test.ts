import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Activation, Dense, Input, Layer, type SymbolicTensor } from '../../../src/layers/index.js';
import { FunctionalGraph } from '../../../src/models/functional-graph.js';

class Add extends Layer {
  override call(inputs: tf.Tensor[]): tf.Tensor {
    return tf.addN(inputs);
  }
}

const names = (graph: FunctionalGraph) => graph.layers.map(({ name }) => name);

describe('FunctionalGraph', () => {
  before(ensureReady);

  it('runs branches that join, each layer once', () => {
    const x = Input({ shape: [2], name: 'x' });
    const relu = new Activation('relu', { name: 'relu' });
    const h = relu(x);
    const y = new Add({ name: 'add' })([x, h, h]);
    const graph = new FunctionalGraph(x, y);
    assert.deepEqual(names(graph), ['x', 'relu', 'add']);
    assert.deepEqual((graph.run('m', tf.tensor([[1, -1]])) as tf.Tensor).arraySync(), [[3, -1]]);
    assert.deepEqual(graph.outputNames, ['add']);
  });

  it('takes inputs by order or by name, and gives the structure of the outputs', () => {
    const [a, b] = [Input({ shape: [1], name: 'a' }), Input({ shape: [1], name: 'b' })];
    const graph = new FunctionalGraph([a, b], { sum: new Add()([a, b]), b });
    const [p, q] = [tf.tensor([[1]]), tf.tensor([[2]])];
    for (const inputs of [[p, q], { b: q, a: p }]) {
      const { sum, b: same } = graph.run('m', inputs) as { sum: tf.Tensor; b: tf.Tensor };
      assert.deepEqual([sum.arraySync(), same.arraySync()], [[[3]], [[2]]]);
    }
    assert.throws(() => graph.run('Model m', { a: p }), /Model m: expected the input 'b' in the dictionary/);
    assert.throws(() => graph.run('Model m', [p]), /expected 2 input\(s\), a, b; received 1/);
  });

  it('counts a shared layer once and runs it for each call', () => {
    const [a, b] = [Input({ shape: [1] }), Input({ shape: [1] })];
    const shared = new Dense({ units: 1, kernelInitializer: 'ones', name: 'shared' });
    const graph = new FunctionalGraph([a, b], new Add()([shared(a), shared(b)]));
    assert.equal(graph.layers.filter((layer) => layer === shared).length, 1);
    assert.deepEqual((graph.run('m', [tf.tensor([[1]]), tf.tensor([[5]])]) as tf.Tensor).arraySync(), [[6]]);
  });

  it('adds or takes an axis of size 1, and casts', () => {
    const x = Input({ shape: [3, 1] });
    const graph = new FunctionalGraph(x, new Activation('linear')(x));
    assert.deepEqual(
      (graph.run('m', tf.tensor([[1, 2, 3]], undefined, 'int32')) as tf.Tensor).shape,
      [1, 3, 1],
    );
    const flat = Input({ shape: [3] });
    const other = new FunctionalGraph(flat, new Activation('linear')(flat));
    assert.deepEqual((other.run('m', tf.ones([2, 3, 1])) as tf.Tensor).shape, [2, 3]);
  });

  it('says which input does not fit, and how it would', () => {
    const x = Input({ shape: [784], name: 'pixels' });
    const graph = new FunctionalGraph(x, new Dense({ units: 1 })(x));
    assert.throws(
      () => graph.run('Sequential s', tf.zeros([2, 28, 28])),
      /Sequential s: input 'pixels' expected shape \(null, 784\); received \(2, 28, 28\)\.\nFix: x\.reshape\(\[x\.shape\[0\], 784\]\)/,
    );
    assert.throws(() => graph.run('m', tf.zeros([784])), /the batch axis is missing/);
  });

  it('says that a batch of a fixed size needs samples that fill it', () => {
    const input = Input({ batchShape: [7, 3] });
    const graph = new FunctionalGraph(input, new Dense({ units: 1 })(input) as SymbolicTensor);
    assert.throws(() => graph.run('Model m', tf.ones([3, 3])), /received \(3, 3\)\.\nFix: batchSize: 7, /);
  });

  it('refuses outputs without their inputs, names twice, and what is not symbolic', () => {
    const [x, other] = [Input({ shape: [1], name: 'x' }), Input({ shape: [1], name: 'other' })];
    assert.throws(() => new FunctionalGraph(x, new Add()([x, other])), /'other' is not among them/);
    const twice = (input: SymbolicTensor) => new Dense({ units: 1, name: 'same' })(input);
    assert.throws(() => new FunctionalGraph(x, twice(twice(x))), /two named 'same'/);
    assert.throws(() => new FunctionalGraph(x, tf.zeros([1]) as never), /outputs must be symbolic tensors/);
  });

  it('knows its outputs for inputs of its own shapes only', () => {
    const x = Input({ shape: [2] });
    const graph = new FunctionalGraph(x, new Dense({ units: 3 })(x));
    assert.deepEqual((graph.outputSpec(Input({ shape: [2] })) as SymbolicTensor).shape, [null, 3]);
    assert.equal(graph.outputSpec(Input({ batchShape: [5, 2] })), undefined);
  });
});
