import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, plain, withSession } from './harness.js';

function at(bench: Bench, marked: string, detail: 0 | 1 = 0): string | undefined {
  const { found, data } = bench.session.inspect(marked.replace('|', ''), marked.indexOf('|'), detail);
  return found ? plain(String(data['text/plain'])) : undefined;
}

test('functions, classes and values say what they are', () =>
  withSession(async (bench) => {
    await bench.run(`
      async function add(a: number, b = 2) { return a + b }
      const arrow = x => x;
      class Box extends Map { constructor(size) { super() } open() {} static of() {} }
      const list = [1, 2];`);
    assert.equal(at(bench, 'ad|d(1)'), 'Signature: async add(a, b = 2)');
    assert.equal(at(bench, 'add(1, |)'), 'Signature: async add(a, b = 2)');
    assert.equal(at(bench, 'arrow|'), 'Signature: arrow(x)');
    assert.match(
      at(bench, 'Box|') ?? '',
      /^Class: class Box extends Map\nConstructor: new Box\(size\)\nMethods: .*open.*\nStatic: of/,
    );
    assert.equal(at(bench, 'list|'), 'Type: Array\nValue: [ 1, 2 ]');
    assert.equal(at(bench, 'list.length|'), 'Type: number\nValue: 2');
    assert.match(at(bench, 'add|', 1) ?? '', /Source:\nasync function\s*\(a, b = 2\)/);
  }));

test('what is not there is not found', () =>
  withSession(async (bench) => {
    assert.equal(at(bench, 'nothing|'), undefined);
    assert.equal(at(bench, '|'), undefined);
    await bench.run('let touched = 0; const trap = { get x() { touched++; return 1 } }');
    assert.equal(at(bench, 'trap.x|'), undefined);
    assert.match(at(bench, 'trap|', 1) ?? '', /x: \[Getter\]/);
    assert.equal((await bench.run('touched')).text, '0');
  }));

test('a value that cannot be shown is found all the same', () =>
  withSession(async (bench) => {
    await bench.run(`
      const how = Symbol.for('nodejs.util.inspect.custom');
      const failing = { [how]() { throw new Error('no text') } };
      const odd = { [how]() { throw 5 } };`);
    assert.equal(at(bench, 'failing|'), 'Type: Object\nValue: cannot be shown: no text');
    assert.equal(at(bench, 'odd|'), 'Type: Object\nValue: cannot be shown: 5');
  }));
