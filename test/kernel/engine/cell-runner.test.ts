import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain, withSession } from './harness.js';

test('?name and name? give a page', () =>
  withSession(async (bench) => {
    await bench.run('function add(a, b) { return a + b }\nconst box = { list: [1] }');
    const page = async (code: string) => {
      const { outcome } = await bench.run(code);
      const [one] = (outcome.status === 'ok' ? outcome.payload : []) as {
        source: string;
        data: Record<string, string>;
        start: number;
      }[];
      return one && [one.source, one.start, plain(one.data['text/plain'] ?? '')];
    };
    assert.deepEqual(await page('?add'), ['page', 0, 'Signature: add(a, b)']);
    assert.deepEqual(await page('box.list?'), ['page', 0, 'Type: Array\nValue: [ 1 ]']);
    assert.match(String((await page('add??'))?.[2]), /Source:\nfunction/);
    assert.match(String((await page('?%time'))?.[2]), /^%time code\n/);
    assert.equal((await bench.run('?gone')).error, 'MagicError: ?gone: there is no variable gone');
  }));

test('an error between magics stands in its whole cell', () =>
  withSession(async (bench) => {
    const { traceback } = await bench.run('%time 1\nthrow new Error("here")\n%who');
    assert.match(traceback, / 1 {2}%time 1\n> {2}2 {2}throw new Error\("here"\)\n +~+\n +3 {2}%who/);
  }));

test('exit and quit end a console, unless they are names of the user', () =>
  withSession(async (bench) => {
    const payload = async (code: string) => {
      const { outcome } = await bench.run(code);
      return outcome.status === 'ok' ? outcome.payload : undefined;
    };
    assert.deepEqual(await payload('exit'), [{ source: 'ask_exit', keepkernel: false }]);
    assert.deepEqual(await payload('quit();'), [{ source: 'ask_exit', keepkernel: false }]);
    assert.equal(await payload('exit + 1'), undefined);
    await bench.run('const exit = 3');
    assert.deepEqual(await payload('exit'), []);
  }));

test('magics and TypeScript run in their order, and keep their lines', () =>
  withSession(async (bench) => {
    const { stdout, text } = await bench.run(
      "console.log('a');\n%env CELLGRAD_ORDER=1\nconsole.log('b');\nprocess.env.CELLGRAD_ORDER",
    );
    delete process.env['CELLGRAD_ORDER'];
    assert.equal(stdout, 'a\nCELLGRAD_ORDER=1\nb\n');
    assert.equal(text, "'1'");
    const { traceback } = await bench.run('1;\n%who\n\nnowhere');
    assert.match(traceback, /Cell 2, line 4, column 1/);
  }));

test('an unknown magic is named, with the way to the list', () =>
  withSession(async (bench) => {
    const { traceback } = await bench.run('%nonsense');
    assert.match(
      traceback,
      /^MagicError: %nonsense: there is no magic of this name\nFix: %help lists them all\./,
    );
    assert.match((await bench.run('%%bash\nls')).traceback, /Fix: %%script bash/);
  }));
