import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../../../src/backends/native/graph.js';
import { opDefinition } from '../../../../src/backends/native/op-definitions.js';
import { nativeMissing, useNative } from '../../../native.js';

test('knows list inputs and attributes', { skip: nativeMissing }, async () => {
  const { runtime } = await useNative();
  const graph = new Graph(runtime);
  const concat = opDefinition(runtime.api, graph.pointer, 'ConcatV2');
  assert.deepEqual(concat.inputs, [{ count: 'N' }, { count: undefined }]);
  assert.deepEqual([...concat.attributes].sort(), ['N', 'T', 'Tidx']);
  assert.throws(() => opDefinition(runtime.api, graph.pointer, 'NoSuchOp'), /NoSuchOp/);
  graph.delete();
});
