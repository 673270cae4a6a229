import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Breakpoints } from '../../../kernel/debugger/breakpoints.js';
import { CellFiles } from '../../../kernel/debugger/cell-files.js';
import type { Paused } from '../../../kernel/debugger/inspector-events.js';
import { Scripts } from '../../../kernel/debugger/scripts.js';
import { fakeInspector } from '../stub/fake-inspector.js';

const CODE = '// a\nlet a = 1\n\na';

/** Cells whose lines 2 and 4 have code. */
function breakpoints() {
  let last = 0;
  const lines = [1, 3].map((lineNumber) => ({ scriptId: '1', lineNumber, columnNumber: 30 }));
  const { inspector, asked } = fakeInspector({
    codes: (files: string[]) => files.map(() => CODE),
    compile: () => [{ file: '/c/Cell 0.ts', script: '(function(){\n  let a = 1;\n\n  a;\n})' }],
    locate: (places: [string, number, number][]) => places.map(([, line, column]) => [line, column]),
    javascript: (code: string) => code.replace(' as number', ''),
    'Debugger.getPossibleBreakpoints': () => ({ locations: lines }),
    'Debugger.setBreakpoint': ({ location }: { location: object }) => ({
      breakpointId: `b${++last}`,
      actualLocation: location,
    }),
    'Debugger.setBreakpointByUrl': () => ({ breakpointId: 'start' }),
    evaluate: (text: string) => ({ object: { value: text.includes('true') } }),
  });
  const cells = new CellFiles(1);
  const scripts = new Scripts(inspector, cells);
  return { breakpoints: new Breakpoints(inspector, scripts, cells), scripts, cells, asked };
}

test('a cell that has not run gets its breakpoints with its script, on lines that have code', async () => {
  const { breakpoints: all, scripts, cells, asked } = breakpoints();
  const path = cells.add(CODE);
  const set = await all.replace(path, [{ line: 1 }, { line: 3, condition: 'a as number' }, { line: 9 }]);
  assert.deepEqual(
    set.map(({ verified, line }) => [verified, line]),
    [
      [true, 2],
      [true, 4],
      [false, 9],
    ],
  );
  assert.match(set[2]!.message!, /no code on this line/);
  assert.deepEqual(all.list(), [
    { source: path, breakpoints: [{ line: 2 }, { line: 4, condition: 'a as number' }, { line: 9 }] },
  ]);
  assert.ok(!asked.some(([name]) => name === 'Debugger.setBreakpoint'));
  await all.apply((await scripts.add({ scriptId: '1', url: 'file:///n/Cell%201.ts' }))!);
  assert.deepEqual(
    asked.filter(([name]) => name === 'Debugger.setBreakpoint').map(([, params]) => params),
    [
      { location: { scriptId: '1', lineNumber: 1, columnNumber: 30 } },
      { location: { scriptId: '1', lineNumber: 3, columnNumber: 30 }, condition: 'a' },
    ],
  );
});

test('new ones replace those of the scripts that ran; none are forgotten when the engine is a new one', async () => {
  const { breakpoints: all, scripts, cells, asked } = breakpoints();
  const path = cells.add(CODE);
  const script = (await scripts.add({ scriptId: '1', url: 'file:///n/Cell%201.ts' }))!;
  await all.replace(path, [{ line: 2 }]);
  await all.replace(path, [{ line: 4 }]);
  assert.deepEqual(
    asked.filter(([name]) => name === 'Debugger.removeBreakpoint'),
    [['Debugger.removeBreakpoint', { breakpointId: 'b1' }]],
  );
  all.lost();
  assert.equal(all.list().length, 1);
  await all.apply(script);
  await all.replace(path, []);
  assert.deepEqual(all.list(), []);
});

test('a cell is stopped where it begins once, unless a breakpoint of a person is there', async () => {
  const { breakpoints: all, scripts, asked } = breakpoints();
  const script = (await scripts.add({ scriptId: '1', url: 'file:///n/Cell%201.ts' }))!;
  await all.stopAtStart(script);
  const location = { scriptId: '1', lineNumber: 1, columnNumber: 30 };
  const paused = { hitBreakpoints: ['b1'], callFrames: [{ location }] } as unknown as Paused;
  assert.equal(await all.hit(paused), 'entry');
  assert.deepEqual(asked.at(-1), ['Debugger.removeBreakpoint', { breakpointId: 'b1' }]);
  await all.replace(script.path, [{ line: 2 }]);
  const before = asked.filter(([name]) => name === 'Debugger.setBreakpoint').length;
  await all.stopAtStart(script);
  assert.equal(asked.filter(([name]) => name === 'Debugger.setBreakpoint').length, before);
});

test('a file that is not loaded keeps its breakpoints for later', async () => {
  const { breakpoints: all, asked } = breakpoints();
  const [set] = await all.replace('/n/util.ts', [{ line: 3 }]);
  assert.deepEqual([set?.verified, set?.line], [false, 3]);
  assert.match(set!.message!, /when the file is loaded/);
  const [, params] = asked.find(([name]) => name === 'Debugger.setBreakpointByUrl')!;
  const { urlRegex } = params as { urlRegex: string };
  assert.match('file:///n/util.ts?edited=1', new RegExp(urlRegex));
  assert.doesNotMatch('file:///n/util2ts', new RegExp(urlRegex));
  const removed = ['Debugger.removeBreakpoint', { breakpointId: 'start' }];
  await all.watchFiles(false);
  assert.deepEqual(asked.at(-1), removed);
  await all.watchFiles(true);
  assert.notDeepEqual(asked.at(-1), removed);
  await all.replace('/n/util.ts', []);
  assert.deepEqual(asked.at(-1), removed);
  all.clear();
  assert.deepEqual(all.list(), []);
});

test('where a file begins is a stop for a person only where one is wanted there', async () => {
  const { breakpoints: all, scripts } = breakpoints();
  const at = (lineNumber: number, id = 'start') =>
    ({
      hitBreakpoints: [id],
      callFrames: [{ callFrameId: 'f', location: { scriptId: '1', lineNumber, columnNumber: 30 } }],
    }) as unknown as Paused;
  await all.replace('/n/util.ts', [{ line: 2 }, { line: 4, condition: 'false' }]);
  await all.apply((await scripts.add({ scriptId: '1', url: 'file:///n/util.ts', isModule: true }))!);
  assert.deepEqual(
    [await all.hit(at(0)), await all.hit(at(1)), await all.hit(at(3))],
    ['entry', 'breakpoint', 'entry'],
  );
  assert.equal(await all.hit(at(3, 'b2')), 'breakpoint');
  assert.equal(await all.hit({ ...at(1), hitBreakpoints: [] }), undefined);
});
