import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CellSources } from '../../../kernel/engine/cell-sources.js';
import { compileCell } from '../../../kernel/engine/compile.js';

function keep(sources: CellSources, id: number, count: number, source: string): string {
  return sources.add('/notebooks', { id, count }, source, compileCell(source).options);
}

test('a run has a name of its own in the folder, and its text', () => {
  const sources = new CellSources();
  const first = keep(sources, 7, 3, 'const a = 1');
  const again = keep(sources, 8, 3, 'a + 1');
  assert.deepEqual([first, again], ['/notebooks/Cell 3.ts', '/notebooks/Cell 3 (2).ts']);
  assert.deepEqual([sources.count(again), sources.cell(again), sources.text(again)], [3, 8, 'a + 1']);
  assert.equal(sources.has('/notebooks/Cell 4.ts'), false);
  assert.equal(sources.text('/notebooks/Cell 4.ts'), undefined);
});

test('long texts come back whole, and positions map', () => {
  const sources = new CellSources();
  const source = `type T = number;\n${'// filler ö\n'.repeat(3000)}throw new Error('far')`;
  const name = keep(sources, 1, 1, source);
  assert.equal(sources.text(name), source);
  const script = compileCell(source).script.split('\n');
  const line = script.findIndex((text) => text.includes('new Error')) + 1;
  const column = (script[line - 1] ?? '').indexOf('new Error') + 1;
  assert.deepEqual(sources.locate(name, { line, column }), { line: 3002, column: 7 });
  const short = keep(sources, 2, 2, 'type T = 1;\nawait f()');
  assert.deepEqual(sources.locatePlace({ file: short, offset: 1 }), { line: 2, column: 1 });
  assert.equal(sources.locate('/other.ts', { line: 1, column: 1 }), undefined);
  assert.equal(sources.locatePlace({ file: '/other.ts', offset: 1 }), undefined);
});

test('the script of a part of a cell knows the whole cell', () => {
  const sources = new CellSources();
  const whole = 'let a = 1\n%who\na';
  const name = sources.add('/notebooks', { id: 1, count: 1 }, 'let a = 1', {}, whole);
  assert.deepEqual([sources.text(name), sources.wholeText(name)], ['let a = 1', whole]);
  assert.equal(sources.wholeText(keep(sources, 2, 2, 'a')), 'a');
});
