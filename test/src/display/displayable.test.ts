import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DISPLAY, isDisplayable, toDisplayData } from '../../../src/display/displayable.js';

test("the symbol is Jupyter's, shared with other libraries", () => {
  assert.equal(DISPLAY, Symbol.for('Jupyter.display'));
});

test('recognises objects and functions with a display method', () => {
  assert.ok(isDisplayable({ [DISPLAY]: () => ({}) }));
  assert.ok(isDisplayable(Object.assign(() => {}, { [DISPLAY]: () => ({}) })));
  for (const value of [null, undefined, 1, 'x', {}, { [DISPLAY]: 1 }]) assert.ok(!isDisplayable(value));
});

test('accepts a bundle and display data', () => {
  assert.deepEqual(toDisplayData({ 'text/plain': 'x' }), { data: { 'text/plain': 'x' } });
  const full = { data: { 'text/plain': 'x' }, metadata: {} };
  assert.equal(toDisplayData(full), full);
  assert.deepEqual(toDisplayData({}), { data: {} });
  assert.deepEqual(toDisplayData({ 'image/png': Buffer.from('hi') }), { data: { 'image/png': 'aGk=' } });
  assert.deepEqual(toDisplayData({ data: { 'text/plain': 5 }, metadata: {} }), {
    data: { 'text/plain': '5' },
    metadata: {},
  });
  const many = { 'text/html': ['a', 'b'], 'application/x.y+json': { a: [1] }, 'application/json': null };
  assert.deepEqual(toDisplayData({ ...many, 'text/plain': undefined }), { data: many });
  assert.throws(
    () => toDisplayData({ 'text/html': { a: 1 } }),
    /^ValueError: display: text\/html: expected a text or bytes; received { a: 1 }/,
  );
  assert.throws(
    () => toDisplayData(null as never),
    /^ValueError: Jupyter.display: expected .*; received null/,
  );
});
