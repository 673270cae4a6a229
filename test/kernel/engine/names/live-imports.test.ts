import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LiveImports } from '../../../../kernel/engine/names/live-imports.js';
import { withSession } from '../harness.js';

test('a variable gets what its export has, once it has changed', () => {
  const written: unknown[] = [];
  const live = new LiveImports((variable, value) => written.push(variable, value));
  const module = { a: 1, b: Number.NaN };
  assert.equal(live.any, false);
  live.follow('mine', module, 'a');
  live.follow('b', module, 'b');
  live.refresh();
  module.a = 2;
  live.refresh();
  live.refresh();
  assert.deepEqual(written, ['mine', 2]);
  live.forget('mine');
  module.a = 3;
  live.refresh();
  assert.equal(live.any, true);
  live.clear();
  module.b = 0;
  live.refresh();
  assert.deepEqual([written.length, live.any], [2, false]);
});

test('imports of a cell change with the module, in the cell and in later ones', () =>
  withSession(async (bench) => {
    const file =
      'export let count = 0; export const up = () => { count += 1; return count }; export { count as name };';
    writeFileSync(join(bench.folder, 'counter.ts'), file);
    const text = async (code: string) => (await bench.run(code)).text;
    assert.equal(
      await text(
        "import { count, name, up as more } from './counter'; more()\nconst seen = count; more(); [seen, count, name]",
      ),
      '[ 1, 2, 2 ]',
    );
    assert.equal(
      await text('const show = () => count; more(); if (count) more(); [show(), count]'),
      '[ 4, 4 ]',
    );
    await text('setTimeout(more, 1); await new Promise((ready) => setTimeout(ready, 20))');
    assert.equal(await text('export { count }; count'), '5');
    assert.equal(await text('let count = "mine"; more(); count'), "'mine'");
    assert.equal(await text('[name, more()]'), '[ 6, 7 ]');
    const { traceback } = await bench.run('more();\nclass A {}\n  undefinedName');
    assert.match(traceback, /line 3, column 3\n/);
  }));
