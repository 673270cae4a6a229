import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatValue } from '../../../kernel/engine/format.js';

test('undefined and handles show nothing, other values their bundle', async () => {
  const shows = (value: unknown) => ({ [Symbol.for('Jupyter.display')]: () => value });
  assert.equal(await formatValue(undefined, true), undefined);
  assert.equal(await formatValue(shows({ data: {} }), true), undefined);
  assert.deepEqual(await formatValue(1, true), { data: { 'text/plain': '1' }, metadata: {} });
  assert.deepEqual(await formatValue([1], true), {
    data: { 'text/plain': '[ \x1b[33m1\x1b[39m ]' },
    metadata: {},
  });
  assert.deepEqual(await formatValue([1], false), { data: { 'text/plain': '[ 1 ]' }, metadata: {} });
  const metadata = { 'image/png': { width: 1 } };
  assert.deepEqual(await formatValue(shows({ data: { 'text/html': 'x' }, metadata }), true), {
    data: { 'text/html': 'x' },
    metadata,
  });
});

test('a cell waits for the better form', async () => {
  const complete = async () => ({ data: { 'text/plain': 'later' } });
  const value = { [Symbol.for('Jupyter.display')]: () => ({ data: { 'text/plain': 'now' }, complete }) };
  assert.deepEqual(await formatValue(value, true), { data: { 'text/plain': 'later' }, metadata: {} });
});
