import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { CellSources } from '../../../../kernel/engine/cell-sources.js';
import { compileCell } from '../../../../kernel/engine/compile.js';
import { framesOf, StackFormat } from '../../../../kernel/engine/errors/stack.js';

function failing(sources: CellSources): Error {
  const source = 'type A = 1;\nfunction fails() {\n  return new Error("made");\n}\nfails()';
  const { script, options } = compileCell(source);
  const filename = sources.add('/notebooks', { id: 1, count: 6 }, source, options);
  return (new vm.Script(script, { filename }).runInThisContext() as (runtime: object) => Error)({});
}

test('stacks name cells, and their frames keep the kind of their file', () => {
  const sources = new CellSources();
  const release = new StackFormat(sources).install();
  try {
    new vm.Script('var fails; let stackTest').runInThisContext();
    const error = failing(sources);
    assert.match(error.stack ?? '', /^Error: made\n {4}at fails \(Cell 6:3:10\)\n {4}at Cell 6:5:1\n/);
    const [first, second] = framesOf(error, sources);
    assert.deepEqual(first, {
      kind: 'cell',
      file: '/notebooks/Cell 6.ts',
      line: 3,
      column: 10,
      name: 'fails',
    });
    assert.equal(second?.line, 5);
    assert.ok(framesOf(error, sources).some((frame) => frame.kind !== 'cell'));
  } finally {
    release();
  }
});

test('a prepareStackTrace of the user makes the text and takes no places', () => {
  const sources = new CellSources();
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const format = new StackFormat(sources);
  const release = format.install();
  const lineOf = (error: Error) => framesOf(error, sources)[0]?.line;
  try {
    new vm.Script('var fails').runInThisContext();
    const usual = Error.prepareStackTrace;
    Error.prepareStackTrace = (_, sites) => sites;
    const listed = failing(sources);
    assert.equal((listed.stack as unknown as NodeJS.CallSite[])[0]?.getFunctionName(), 'fails');
    assert.equal(lineOf(listed), 3);
    Error.prepareStackTrace = () => {
      throw new Error('mine');
    };
    assert.equal(lineOf(failing(sources)), 3);
    Error.prepareStackTrace = (error, sites) => `mine, ${usual?.(error, sites)}`;
    const chained = failing(sources);
    assert.match(chained.stack ?? '', /^mine, Error: made\n {4}at fails \(Cell 6:3:10\)/);
    assert.equal(lineOf(chained), 3);
    let called: readonly unknown[] = [];
    Error.prepareStackTrace = function (this: unknown, ...values: unknown[]) {
      called = [this === Error, values.length];
    };
    assert.equal(failing(sources).stack, undefined);
    assert.deepEqual(called, [true, 2]);
    for (const value of [usual, undefined]) {
      Object.assign(Error, { prepareStackTrace: value });
      assert.match(failing(sources).stack ?? '', /^Error: made\n {4}at fails \(Cell 6/);
    }
    // The next cell begins.
    Reflect.deleteProperty(Error, 'prepareStackTrace');
    format.renew();
    assert.match(failing(sources).stack ?? '', /^Error: made\n {4}at fails \(Cell 6/);
    Object.defineProperty(Error, 'prepareStackTrace', { configurable: true, value: () => 'defined' });
    format.renew();
    const defined = failing(sources);
    assert.equal(defined.stack, 'defined');
    assert.equal(lineOf(defined), 3);
  } finally {
    release();
  }
  assert.deepEqual(Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace'), before);
});

test('a stack that came as text is read', () => {
  const sources = new CellSources();
  const error = new Error('elsewhere');
  Object.defineProperty(error, 'stack', {
    value:
      'Error: elsewhere\n    at run (/home/u/n/helper.js:3:5)\n    at async file:///x/node_modules/p/i.js:1:2\n    at node:internal/x:1:1',
  });
  const frames = framesOf(error, sources).map(({ kind, line, name }) => [kind, line, name]);
  assert.deepEqual(frames, [
    ['file', 3, 'run'],
    ['library', 1, ''],
    ['hidden', 1, ''],
  ]);
});
