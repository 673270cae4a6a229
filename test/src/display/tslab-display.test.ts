import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import * as real from 'tslab';
import { setSink } from '../../../src/display/sink.js';
import { tslab } from '../../../src/display/tslab-display.js';
import { dataOf, recordingSink } from './recording-sink.js';

let sink = recordingSink();
beforeEach(() => {
  sink = recordingSink();
  setSink(sink);
});
afterEach(() => {
  setSink(undefined);
});

test('has every display call of the real tslab', () => {
  const calls = Object.getOwnPropertyNames(Object.getPrototypeOf(real.display)).filter(
    (name) => name !== 'constructor',
  );
  assert.ok(calls.includes('html'));
  for (const output of [tslab.display, tslab.newDisplay()]) {
    for (const name of calls) assert.equal(typeof Reflect.get(output, name), 'function', name);
  }
});

test('shows what it is given under its type', () => {
  tslab.display.html('<b>x</b>');
  tslab.display.png(new Uint8Array([1, 2, 3]));
  tslab.display.raw('text/csv', 'a,b');
  assert.deepEqual(sink.sent.map(dataOf), [
    { 'text/html': '<b>x</b>' },
    { 'image/png': 'AQID' },
    { 'text/csv': 'a,b' },
  ]);
});

test('newDisplay overwrites one output', () => {
  const output = tslab.newDisplay();
  output.text('a');
  output.markdown('b');
  const [first, second] = sink.sent;
  assert.equal(first?.kind, 'display');
  assert.equal(second?.kind, 'update');
  assert.equal((first as { id: string }).id, (second as { id: string }).id);
});
