import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../../../src/backends/native/graph.js';
import { typeAttribute } from '../../../../src/backends/native/types.js';
import { nativeMissing, useNative } from '../../../native.js';

test('a graph knows shapes, and becomes a function', { skip: nativeMissing }, async () => {
  const { runtime } = await useNative();
  const graph = new Graph(runtime);
  const x = graph.placeholder(1, [2, 100]);
  const ones = graph.constant(new Float32Array(100).fill(1), [100], 'float32');
  const [sum] = graph.add('AddV2', [typeAttribute('T', 'float32')], [x, ones], 1);
  assert.deepEqual([sum!.type, sum!.shape], [1, [2, 100]]);
  assert.ok(graph.operations.has('Fill'), 'ones are filled in, not stored');
  assert.throws(
    () => graph.add('Unique', [typeAttribute('T', 'float32')], [ones], 2),
    /the shape of what Unique gives depends on values/,
  );
  const name = 'test_graph_function';
  const made = graph.toFunction(name, [x], [sum!.output]);
  runtime.contexts.define([{ name, pointer: made }], false);
  runtime.api.TF_DeleteFunction(made);
  graph.delete();
  const input = runtime.handle(runtime.tensor(new Float32Array(200), [2, 100], 'float32'));
  const [result] = runtime.execute(name, [], [input], 1);
  assert.ok((runtime.read(result!) as Float32Array).every((value) => value === 1));
});
