// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withSession } from '../harness.js';

test('%time runs code in the session, shows its value and says how long it took', () =>
  withSession(async (bench) => {
    const line = await bench.run('%time const timed = await Promise.resolve(5); timed + 1');
    assert.equal(line.text, '6');
    assert.match(line.stdout, /^CPU \S+ (?:s|ms|µs|ns), wall \S+ (?:ms|µs)\n$/);
    assert.equal((await bench.run('timed')).text, '5');
    const cell = await bench.run('%%time\nconst a = 1;\na');
    assert.equal(cell.text, '1');
    assert.match(cell.stdout, /wall/);
  }));

test('an error in timed code has the line of the cell, and the time is shown all the same', () =>
  withSession(async (bench) => {
    const { error, stdout, traceback } = await bench.run('const b = 1;\n%time throw new Error(`b ${b}`)');
    assert.equal(error, 'Error: b 1');
    assert.match(stdout, /wall/);
    assert.match(traceback, /Cell 1, line 2/);
    assert.match((await bench.run('%%time\n\nnowhere')).traceback, /Cell 2, line 3/);
    assert.equal((await bench.run('%time')).error, 'MagicError: %time: expected code; received nothing');
  }));
