import assert from 'node:assert/strict';
import { test } from 'node:test';
import { putBuffers, withoutBuffers } from '../../../../kernel/engine/comms/widget-state.js';

test('binary values are taken out and put back', () => {
  const state = { a: new Uint8Array([1]), b: { c: [new DataView(new ArrayBuffer(2)), 'x'] }, d: 1, e: null };
  const { state: sent, paths, buffers } = withoutBuffers(state);
  assert.deepEqual(sent, { b: { c: [null, 'x'] }, d: 1, e: null });
  assert.deepEqual(paths, [['a'], ['b', 'c', 0]]);
  assert.deepEqual(state.a, new Uint8Array([1]));
  putBuffers(sent as object, paths, buffers);
  assert.deepEqual(sent, { a: new Uint8Array([1]), b: { c: [new Uint8Array(2), 'x'] }, d: 1, e: null });
});

test('values of classes go as they are, wrong paths do no harm', () => {
  const date = new Date(0);
  assert.deepEqual(withoutBuffers({ date }).state, { date });
  const state = { a: 1 };
  putBuffers(state, [['b', 'c'], [], ['a', 'x'], ['__proto__']], []);
  putBuffers(state, undefined, []);
  assert.equal(Object.getPrototypeOf(state), Object.prototype);
});
