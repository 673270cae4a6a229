import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import {
  GraphNode,
  type GraphOperation,
  hasSymbolicTensor,
  SymbolicTensor,
  symbolicTensorsIn,
} from '../../../src/layers/symbolic-tensor.js';

const make = (name?: string) =>
  new SymbolicTensor({ shape: [null, 2], dtype: 'float32', ...(name && { name }) });

describe('SymbolicTensor', () => {
  it('knows shape, dtype, rank and name', () => {
    const x = make('x');
    assert.deepEqual([x.shape, x.dtype, x.rank, x.name], [[null, 2], 'float32', 2, 'x']);
    assert.equal(inspect(x), 'SymbolicTensor x float32 (null, 2)');
    assert.match(make().name, /^keras_tensor/);
  });

  it('is found anywhere in a value', () => {
    const [x, y] = [make(), make()];
    assert.deepEqual(symbolicTensorsIn([{ b: y, a: x }, 3, null]), [x, y]);
    assert.equal(hasSymbolicTensor({ a: [1, x] }), true);
    assert.equal(hasSymbolicTensor([1, { a: null }]), false);
  });
});

describe('GraphNode', () => {
  it('links inputs, operation and outputs', () => {
    const operation: GraphOperation = {
      name: 'op',
      className: 'Op',
      inboundNodes: [],
      runNode: () => assert.fail(),
    };
    const [x, state, out] = [make(), make(), make()];
    const node = new GraphNode(operation, [x], { initialState: state }, [out]);
    assert.deepEqual(node.inputs, [x, state]);
    assert.deepEqual(node.outputs, [out]);
    assert.deepEqual(out.history, { node, index: 0 });
    assert.deepEqual(operation.inboundNodes, [node]);
  });
});
