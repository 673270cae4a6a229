import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CellFiles } from '../../../kernel/debugger/cell-files.js';
import { Scripts } from '../../../kernel/debugger/scripts.js';
import { fakeInspector } from '../stub/fake-inspector.js';

function scripts(locations: object[] = []) {
  const { inspector, asked } = fakeInspector({
    codes: (files: string[]) => files.map((file) => (file.includes('Cell 3') ? 'let a = 1' : null)),
    'Debugger.getPossibleBreakpoints': () => ({ locations }),
    // Each script line is one line further down in the cell; line 1 is the compiler's.
    locate: (places: [string, number, number][]) =>
      places.map(([, line, column]) => (line === 1 ? null : [line - 1, column])),
  });
  const cells = new CellFiles(1);
  return { scripts: new Scripts(inspector, cells), cells, asked };
}

test("a cell's script is known by the cell's name, a file by its path; packages are not the user's own", async () => {
  const { scripts: all, cells } = scripts();
  const cell = await all.add({ scriptId: '1', url: 'file:///n/Cell%203.ts' });
  const name = '/n/Cell 3.ts';
  assert.deepEqual(cell, {
    id: '1',
    file: name,
    address: name,
    path: cells.add('let a = 1'),
    isCell: true,
  });
  const file = await all.add({ scriptId: '2', url: 'file:///n/Cell%204.ts' });
  assert.deepEqual([file?.path, file?.isCell], ['/n/Cell 4.ts', false]);
  assert.equal(await all.add({ scriptId: '3', url: 'file:///n/node_modules/a/b.js' }), undefined);
  assert.deepEqual([all.get('1'), all.get('3')], [cell, undefined]);
  assert.deepEqual(all.of(cells.add('let a = 1')), [cell]);
  assert.deepEqual(all.files(), ['/n/Cell 4.ts', '/n/node_modules/a/b.js']);
  const module = await all.add({ scriptId: '4', url: 'file:///n/a%20b.ts?edited=1', isModule: true });
  assert.deepEqual([module?.path, module?.address], ['/n/a b.ts', 'file:///n/a%20b.ts']);
  all.clear();
  assert.deepEqual(all.files(), []);
});

test('a line is stopped at where its first statement begins, and asked for once', async () => {
  const at = (lineNumber: number, columnNumber: number, type?: string) => ({
    scriptId: '1',
    lineNumber,
    columnNumber,
    ...(type && { type }),
  });
  const { scripts: all, asked } = scripts([
    at(0, 0),
    at(2, 9),
    at(1, 2, 'call'),
    at(1, 5),
    at(1, 8),
    at(3, 1, 'return'),
  ]);
  const cell = (await all.add({ scriptId: '1', url: 'file:///n/Cell%203.ts' }))!;
  const stops = await all.stops(cell);
  assert.deepEqual(
    stops.map(({ line, location }) => [line, location.lineNumber, location.columnNumber]),
    [
      [1, 1, 5],
      [2, 2, 9],
      [3, 3, 1],
    ],
  );
  await all.stops(cell);
  assert.equal(asked.filter(([name]) => name === 'locate').length, 1);
});

test('a cell starts at the first place of its own code, outside of its functions', async () => {
  const at = (lineNumber: number) => ({ scriptId: '1', lineNumber, columnNumber: 20 });
  const { scripts: all, asked } = scripts([at(0), at(2), at(3)]);
  const cell = (await all.add({ scriptId: '1', url: 'file:///n/Cell%203.ts' }))!;
  assert.deepEqual(await all.start(cell), at(2));
  const [, params] = asked.find(([name]) => name === 'Debugger.getPossibleBreakpoints')!;
  assert.equal((params as { restrictToFunction?: boolean }).restrictToFunction, true);
});
