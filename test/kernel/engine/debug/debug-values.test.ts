import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DebugValues } from '../../../../kernel/engine/debug/debug-values.js';

const values = new DebugValues();

/** The parts of a value, as `name = value`. */
function parts(value: unknown, start?: number, count?: number): string[] {
  const { variablesReference } = values.describe('it', value, 'it');
  return values.children(variablesReference, start, count).map((one) => `${one.name} = ${one.value}`);
}

test('values are one line, with their type, and have parts only where there are some', () => {
  assert.deepEqual(values.describe('a', 'x'), {
    name: 'a',
    value: "'x'",
    type: 'string',
    variablesReference: 0,
  });
  assert.equal(values.describe('a', []).variablesReference, 0);
  const { type, value, variablesReference, evaluateName } = values.describe('a', { b: { c: { d: 1 } } }, 'a');
  assert.deepEqual([type, value, evaluateName], ['Object', '{ b: { c: [Object] } }', 'a']);
  assert.ok(variablesReference > 0);
  assert.match(values.describe('f', (n: number) => n).value, /^ƒ \(?n\)?\s*=>/);
  assert.ok(values.describe('s', 'x'.repeat(5000)).value.length < 1100);
});

test('parts of objects, arrays, maps and sets, with the expressions that give them', () => {
  assert.deepEqual(parts({ a: 1, 'b c': 2 }), ['a = 1', 'b c = 2']);
  assert.deepEqual(parts(new Map([['k', 1]])), ["'k' = 1"]);
  assert.deepEqual(parts(new Set(['v'])), ["0 = 'v'"]);
  assert.deepEqual(parts(Float32Array.of(1, 2)), ['0 = 1', '1 = 2']);
  const list = values.describe('it', { 'b c': [7] }, 'it');
  const [inner] = values.children(list.variablesReference);
  assert.equal(values.children(inner!.variablesReference)[0]!.evaluateName, 'it["b c"][0]');
});

test('long lists come in pages', () => {
  const long = Array.from({ length: 1000 }, (_, i) => i);
  assert.equal(values.describe('it', long).indexedVariables, 1000);
  assert.equal(parts(long).length, 201);
  assert.equal(parts(long).at(-1), '… = 800 more');
  assert.deepEqual(parts(long, 998, 10), ['998 = 998', '999 = 999']);
});

test('getters do not run, proxies are not entered, and what is forgotten has no parts', () => {
  const getter = {
    get x(): number {
      throw new Error('ran');
    },
  };
  assert.deepEqual(parts(getter), ['x = (a getter)']);
  assert.equal(values.describe('p', new Proxy({ a: 1 }, {})).variablesReference, 0);
  const { variablesReference } = values.describe('it', { a: 1 });
  values.clear();
  assert.deepEqual(values.children(variablesReference), []);
});

test('a text that fails, or that never ends, is given up', () => {
  const how = Symbol.for('nodejs.util.inspect.custom');
  const failing = {
    [how]() {
      throw new Error('no text');
    },
  };
  const endless = {
    [how]() {
      for (;;);
    },
  };
  const text = (value: unknown) => new DebugValues().describe('it', value).value;
  assert.equal(text(failing), '(cannot be shown: no text)');
  assert.equal(text([endless]), '(cannot be shown: its text takes too long)');
});
