import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { CellSources } from '../../../../kernel/engine/cell-sources.js';
import { DebugGate } from '../../../../kernel/engine/debug/debug-gate.js';
import { DEBUG_TARGET, DebugTarget } from '../../../../kernel/engine/debug/debug-target.js';
import { Names } from '../../../../kernel/engine/names/names.js';

function target() {
  const parts = { sources: new CellSources(), names: new Names(), gate: new DebugGate() };
  return { ...parts, target: new DebugTarget(parts) };
}

test('it is found on the global object while it is installed, and not listed there', () => {
  const { target: it } = target();
  const uninstall = it.install();
  assert.equal(Reflect.get(globalThis, Symbol.for(DEBUG_TARGET)), it);
  assert.ok(!Object.getOwnPropertySymbols({ ...globalThis }).includes(Symbol.for(DEBUG_TARGET)));
  uninstall();
  assert.equal(Reflect.get(globalThis, Symbol.for(DEBUG_TARGET)), undefined);
});

test('places of scripts are those of the cell; code between magics belongs to the whole cell', () => {
  const { target: it, sources } = target();
  const code = 'interface A { b: 1 }\n%env X=1\nlet a = 2';
  const [first, second] = it.compile('/c', code);
  assert.deepEqual(it.codes([first!.file, second!.file, '/other.ts']), [code, code, null]);
  const line = second!.script.split('\n').findIndex((one) => one.includes('a = 2')) + 1;
  assert.equal(it.locate([[second!.file, line, 2]])[0]![0], 3);
  assert.deepEqual(it.locate([['/gone.js', 4, 5]]), [[4, 5]]);
  assert.deepEqual(it.compile('/c', 'let = 1'), []);
  assert.ok(sources.has(first!.file));
});

test('attaching closes the gate, detaching opens it', () => {
  const { target: it, gate } = target();
  it.attach(true);
  assert.ok(gate.isClosed);
  it.attach(false);
  assert.ok(!gate.isClosed);
});

test('expressions of the console are TypeScript; an object literal is a value', () => {
  const { target: it } = target();
  assert.equal(runInThisContext(it.javascript('{ a: 1 as number }')).a, 1);
  assert.equal(runInThisContext(it.javascript('let x: number = 3; x')), 3);
  assert.throws(() => it.javascript('1 +'), SyntaxError);
});

test('variables of frames and of the session', () => {
  const { target: it, names } = target();
  assert.deepEqual(it.names({ a: 1 }, { a: 2, b: 3, arguments: 4 }, { URL: 5, $cg: 0 }), ['a', 'b']);
  const readers = {
    a: () => 1,
    late: () => {
      throw new ReferenceError('late');
    },
  };
  const self = { own: true };
  assert.deepEqual(
    it.locals(self, readers).map(({ name, value }) => [name, value]),
    [
      ['this', '{ own: true }'],
      ['a', '1'],
      ['late', '(not initialized)'],
    ],
  );
  assert.deepEqual(
    it.locals(globalThis, readers).map(({ name }) => name),
    ['a', 'late'],
  );
  it.define('copiedByTheDebugger', [5]);
  it.define('URL', 'mine');
  assert.deepEqual(
    it.globals().map(({ name, value }) => [name, value]),
    [
      ['URL', "'mine'"],
      ['copiedByTheDebugger', '[ 5 ]'],
    ],
  );
  assert.equal(typeof URL, 'function');
  assert.equal(names.read('URL'), 'mine');
  assert.deepEqual(it.rich('x').data, { 'text/plain': "'x'" });
});
