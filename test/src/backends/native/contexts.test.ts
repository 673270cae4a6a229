import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../../../src/backends/native/graph.js';
import { Runtime } from '../../../../src/backends/native/runtime.js';
import { typeAttribute } from '../../../../src/backends/native/types.js';
import { nativeMissing, useNative } from '../../../native.js';

const FLOATS = typeAttribute('T', 'float32');

test('are made once, when they are needed', { skip: nativeMissing }, async () => {
  const { folder } = (await useNative()).runtime;
  let asked = 0;
  const { contexts } = new Runtime(folder, () => {
    asked++;
    return { usual: {}, wide: null };
  });
  assert.equal(contexts.exist, false);
  assert.equal(asked, 0);
  assert.equal(contexts.of('AddV2'), contexts.usual);
  assert.equal(contexts.exist, true);
  assert.equal(asked, 1);
});

test('a wide function has another one, and tensors are at home in both', {
  skip: nativeMissing,
}, async () => {
  const { folder } = (await useNative()).runtime;
  const shared = process.env['TF_OVERRIDE_GLOBAL_THREADPOOL'];
  const runtime = new Runtime(folder, () => ({ usual: { threads: 1 }, wide: { threads: 2 } }));
  const { contexts } = runtime;
  const graph = new Graph(runtime);
  const x = graph.placeholder(1, [2]);
  const [twice] = graph.add('AddV2', [FLOATS], [x, x], 1);
  const made = graph.toFunction('doubled', [x], [twice!.output]);
  contexts.define([{ name: 'doubled', pointer: made }], true);
  runtime.api.TF_DeleteFunction(made);
  graph.delete();
  assert.notEqual(contexts.of('doubled'), contexts.usual);
  assert.equal(process.env['TF_OVERRIDE_GLOBAL_THREADPOOL'], shared);

  const given = runtime.handle(runtime.tensor(Float32Array.of(1, 2), [2], 'float32'));
  const [sum] = runtime.execute('AddV2', [FLOATS], [given, given], 1);
  const [doubled] = runtime.execute('doubled', [], [sum!], 1);
  const [product] = runtime.execute('Mul', [FLOATS], [doubled!, given], 1);
  assert.deepEqual(runtime.read(product!), Float32Array.of(4, 16));

  let ahead = 0n;
  runtime.executeAhead('doubled', [product!], 1, ([handle]) => {
    ahead = handle!;
    return { done() {}, undo() {} };
  });
  const [last] = runtime.execute('AddV2', [FLOATS], [ahead, given], 1);
  assert.deepEqual(runtime.read(last!), Float32Array.of(9, 34));

  contexts.forget(['doubled']);
  assert.equal(contexts.of('doubled'), contexts.usual);
  assert.throws(() => runtime.execute('doubled', [], [given], 1), /doubled/);
});
