import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as untouched from '../../../../kernel/engine/names/untouched-globals.js';

test('what is replaced later is what it was here', () => {
  const { setTimeout: timer } = globalThis;
  const { setTimeout: before } = untouched;
  const { parse } = JSON;
  try {
    globalThis.setTimeout = (() => 0) as unknown as typeof timer;
    JSON.parse = () => 'mine';
    assert.equal(untouched.setTimeout, before);
    assert.notEqual(untouched.setTimeout, globalThis.setTimeout);
    assert.deepEqual(untouched.JSON.parse('[1]'), [1]);
  } finally {
    globalThis.setTimeout = timer;
    JSON.parse = parse;
  }
  const shared = Object.prototype as { toJSON?: () => string };
  try {
    shared.toJSON = () => 'mine';
    assert.equal(
      untouched.JSON.stringify({ a: [1, { b: new Date(0) }] }),
      '{"a":[1,{"b":"1970-01-01T00:00:00.000Z"}]}',
    );
    assert.equal(shared.toJSON(), 'mine');
  } finally {
    delete shared.toJSON;
  }
  for (const [name, value] of Object.entries(untouched)) assert.ok(value, name);
});
