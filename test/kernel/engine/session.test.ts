// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { showLater } from '../../../src/display/sink.js';
import { runApart, withSession } from './harness.js';

describe('output', () => {
  test('console and the streams go to the cell that ran', () =>
    withSession(async (bench) => {
      const { stdout, stderr } = await bench.run(
        "console.log('a', 1); console.error('e'); process.stdout.write('raw\\n'); console.log([1, { b: 2 }])",
      );
      assert.equal(stdout, 'a 1\nraw\n[ 1, { b: 2 } ]\n');
      assert.equal(stderr, 'e\n');
    }));

  test('late output goes to the cell that started it', () =>
    withSession(async (bench) => {
      await bench.run(
        "setTimeout(() => console.log('late'), 60); Promise.resolve().then(() => console.log('soon'))",
      );
      assert.equal(bench.streamsOf(1).stdout, 'soon\n');
      await bench.run("await new Promise((r) => setTimeout(r, 150)); console.log('second')");
      assert.equal(bench.streamsOf(1).stdout, 'soon\nlate\n');
      assert.equal(bench.streamsOf(2).stdout, 'second\n');
    }));

  test('objects print in colour, text and numbers do not', () =>
    withSession(async (bench) => {
      await bench.run('console.log(1, "x"); console.log({ a: 1 })');
      assert.equal(bench.streamsOf(1).stdout, '1 x\n{ a: \x1b[33m1\x1b[39m }\n');
      await bench.run('[1]');
      assert.equal(bench.results.get(2)?.['text/plain'], '[ \x1b[33m1\x1b[39m ]');
      await bench.run('1');
      assert.equal(bench.results.get(3)?.['text/plain'], '1');
    }));

  test('a value says how it is shown', () =>
    withSession(async (bench) => {
      await bench.run("({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>x</b>' }) })");
      assert.deepEqual(bench.results.get(1), { 'text/html': '<b>x</b>' });
    }));

  test('a silent cell shows no value', () =>
    withSession(async (bench) => {
      const { text } = await bench.run('1', { silent: true });
      assert.equal(text, undefined);
    }));

  test('user expressions are evaluated after the cell', () =>
    withSession(async (bench) => {
      const { outcome } = await bench.run('const u = 2', {
        userExpressions: { ok: 'u + 1', bad: 'nothing.here' },
      });
      assert.equal(outcome.status, 'ok');
      const { ok, bad } = (outcome.status === 'ok' ? outcome.userExpressions : {}) as Record<
        string,
        Record<string, unknown>
      >;
      assert.deepEqual(ok, { status: 'ok', data: { 'text/plain': '3' }, metadata: {} });
      assert.equal(bad?.['status'], 'error');
      assert.equal(bad?.['ename'], 'ReferenceError');
    }));

  test('prompt and password ask the front end, and say so when there is none', () =>
    withSession(async (bench) => {
      assert.equal((await bench.run("await prompt('name? ')")).text, "'an answer'");
      assert.equal((await bench.run("await password('key? ')")).text, "'an answer'");
      assert.deepEqual(bench.asked, [
        { prompt: 'name? ', password: false },
        { prompt: 'key? ', password: true },
      ]);
      const { error } = await bench.run("await prompt('x')", { allowStdin: false });
      assert.match(error ?? '', /^StdinNotImplementedError: prompt: this front end does not take input/);
    }));
});

describe('errors', () => {
  test('a traceback names cell and line, and marks the place', () =>
    withSession(async (bench) => {
      await bench.run(
        'interface P { x: number }\n\nfunction boom(p: P): never {\n  throw new RangeError(`no ${p.x}`);\n}',
      );
      const { traceback, error } = await bench.run('// calls it\nconst p = { x: 1 };\nboom(p);');
      assert.equal(error, 'RangeError: no 1');
      assert.equal(
        traceback,
        [
          'RangeError: no 1',
          '',
          'Cell 1, line 4, column 9 in boom',
          '   3  function boom(p: P): never {',
          '>  4    throw new RangeError(`no ${p.x}`);',
          '              ~~~~~~~~~~~~~~~~~~~~~~~~~~~',
          '   5  }',
          '',
          'Cell 2, line 3, column 1',
          '>  3  boom(p);',
          '      ~~~~',
        ].join('\n'),
      );
    }));

  test('a syntax error names the place', () =>
    withSession(async (bench) => {
      const { traceback, error } = await bench.run('const a = 1;\nlet x := 3');
      assert.match(error ?? '', /^SyntaxError: /);
      assert.match(
        traceback,
        /Cell 1, line 2, column 8\n {3}1 {2}const a = 1;\n> {2}2 {2}let x := 3\n {13}~/,
      );
    }));

  test('JSX is refused with a clear message', () =>
    withSession(async (bench) => {
      const { error } = await bench.run('const e = <div className="a">x</div>');
      assert.equal(error, 'SyntaxError: JSX is not supported in a cell');
    }));

  test('causes and the errors of an AggregateError are shown', () =>
    withSession(async (bench) => {
      const caused = await bench.run("throw new Error('outer', { cause: new TypeError('inner') })");
      assert.match(caused.traceback, /^Error: outer\n[\s\S]*\nCaused by TypeError: inner\n/);
      const several = await bench.run(
        "await Promise.any([Promise.reject(new Error('a')), Promise.reject('b')])",
      );
      assert.match(
        several.traceback,
        /^AggregateError: [\s\S]*Error 1 of 2: Error: a\n[\s\S]*Error 2 of 2: Uncaught: 'b' was thrown/,
      );
    }));

  test('names in stacks are those that Node gives', () =>
    withSession(async (bench) => {
      const closed = await bench.run("class Box { static open() { throw new Error('closed') } } Box.open()");
      assert.match(closed.traceback, /line 1, column 35 in Box\.open\n/);
      const { text } = await bench.run(
        `await new Promise((_, fail) => fail(new Error('first')))
          .catch((e) => { throw new TypeError('again', { cause: e }) })
          .catch((e) => e.cause.stack.split('\\n')[1])`,
      );
      assert.match(text ?? '', /^' {4}at Promise\.catch\.TypeError\.cause \(Cell 2:1:37\)'$/);
    }));

  test('an error that a disposal suppressed is shown with that of the disposal', () =>
    withSession(async (bench) => {
      const { error, traceback } = await bench.run(
        "using closed = { [Symbol.dispose]() { throw new Error('closing') } };\nthrow new TypeError('body');",
      );
      assert.match(error ?? '', /^SuppressedError: /);
      assert.match(
        traceback,
        /\nDisposal threw Error: closing\n\nCell 1, line 1[\s\S]*\nIt suppressed TypeError: body\n\nCell 1, line 2/,
      );
    }));

  test('what the system refused has the place where a callback threw it', () =>
    withSession(async (bench) => {
      const { traceback } = await bench.run(
        "const { readFile } = await import('node:fs');\nawait new Promise((_, no) => readFile('/nope', (e) => {\n  try { throw e } catch (again) { no(again) } }));",
      );
      assert.match(traceback, /^Error: ENOENT: [^\n]+\n\nCell 1, line 3/);
      const again = await bench.run(
        "import { readFileSync } from 'node:fs';\ntry {\n  readFileSync('/nope');\n} catch (error) {\n  throw error;\n}",
      );
      assert.deepEqual(again.traceback.match(/Cell 2, line \d/g), ['Cell 2, line 3']);
    }));

  test('stacks name cells again after their format was deleted', () =>
    withSession(async (bench) => {
      await bench.run('delete Error.prepareStackTrace');
      assert.match((await bench.run("new Error('x').stack")).text ?? '', /Cell 2:1:1/);
    }));

  test('what is thrown need not be an error', () =>
    withSession(async (bench) => {
      assert.equal((await bench.run("throw 'text'")).error, "Uncaught: 'text' was thrown");
      assert.equal((await bench.run('throw null')).error, 'Uncaught: null was thrown');
      assert.equal(
        (await bench.run('await Promise.reject(undefined)')).error,
        'Uncaught: undefined was thrown',
      );
    }));

  test('what is no error has a place, too', () =>
    withSession(async (bench) => {
      const cells = [
        ['if (true) {\n  throw 5;\n}', 2],
        ["\n\nawait Promise.reject('reason')", 3],
        ['const deep = () => { throw { a: 1 } };\ndeep()', 1],
        ["try { throw 5 } catch {}\nthrow (1, 'two')", 2],
      ] as const;
      for (const [code, line] of cells)
        assert.match((await bench.run(code)).traceback, new RegExp(`Cell \\d, line ${line},`), code);
    }));

  test('an error comes by its awaits, also when it was not made by JavaScript', () =>
    withSession(async (bench) => {
      const { traceback } = await bench.run(
        "import { readFile } from 'node:fs/promises';\nasync function read() {\n  return await readFile('/nowhere');\n}\nawait read();",
      );
      assert.match(
        traceback,
        /Cell 1, line 3, column 10[\s\S]*Cell 1, line 5, column 1\n> {2}5 {2}await read\(\);\n {6}~{10}$/,
      );
      const list = await bench.run(
        "async function* list() { yield 1; throw new Error('in the list') }\nfor await (const one of\n  list()) void one;",
      );
      assert.match(list.traceback, /Cell 2, line 1,[\s\S]*Cell 2, line 3, column 3/);
      const stopped = bench.run('1;\nawait new Promise(() => {})');
      await sleep(20);
      bench.session.interrupt();
      assert.match((await stopped).traceback, /^KeyboardInterrupt: Interrupted\.\n\nCell 3, line 2/);
    }));

  test('an error that nobody can read ends its cell', () =>
    withSession(async (bench) => {
      const { error } = await bench.run(
        "throw new Proxy(new Error('p'), { get() { throw new Error('no') } })",
      );
      assert.equal(error, 'Uncaught: an error that cannot be read was thrown');
    }));

  test('stacks that are printed name the cells, and nothing of the kernel', () =>
    withSession(async (bench) => {
      const { stdout } = await bench.run("function f() { return new Error('made') }\nconsole.log(f())");
      assert.equal(stdout, 'Error: made\n    at f (Cell 1:1:23)\n    at Cell 1:2:13\n');
    }));

  test('a fix stands under the message, once', () =>
    withSession(async (bench) => {
      const { traceback } = await bench.run(
        "throw Object.assign(new Error('no\\nFix: yes'), { fix: 'yes' })",
      );
      assert.match(traceback, /^Error: no\nFix: yes\n\nCell 1, line 1/);
    }));

  test('a stack that a cell prints names the cell', () =>
    withSession(async (bench) => {
      const { stdout } = await bench.run(
        'type T = number;\nfunction f() { return new Error("e").stack }\nconsole.log(f())',
      );
      assert.match(stdout, /^Error: e\n {4}at f \(Cell 1:2:23\)\n {4}at Cell 1:3:13\n/);
    }));

  test('endless recursion is one frame', () =>
    withSession(async (bench) => {
      const { error, traceback } = await bench.run('function deep(): number { return deep() + 1 }\ndeep()');
      assert.equal(error, 'RangeError: Maximum call stack size exceeded');
      assert.match(traceback, /in deep \(\d+ times\)/);
    }));

  test('uncaught errors and rejections end or mark the cell that made them', async () => {
    const [waiting, cleaned, timer, floating, foreign] = await runApart([
      "let cleaned = false; try { await new Promise(() => setTimeout(() => { throw new Error('tick') }, 1)) } finally { cleaned = true }",
      'cleaned',
      "setTimeout(() => { throw new Error('tock') }, 15); 2",
      "void (async () => { throw new Error('floating') })(); 1",
      "Promise.reject('a string'); 3",
    ]);
    assert.equal(waiting?.error, 'Error: tick');
    assert.equal(cleaned?.text, 'true');
    assert.equal(timer?.text, '2');
    assert.match(timer.stderr, /^Uncaught Error: tock\n\nCell 3, line 1/);
    assert.equal(floating?.text, '1');
    assert.match(floating.stderr, /^Uncaught \(in promise\) Error: floating\n/);
    assert.match(foreign?.stderr ?? '', /^Uncaught \(in promise\): 'a string' was thrown\n/);
  });

  test('process.exit ends the cell', () =>
    withSession(async (bench) => {
      const quiet = await bench.run("console.log('a'); process.exit(); console.log('b')");
      assert.equal(quiet.outcome.status, 'ok');
      assert.equal(quiet.stdout, 'a\n');
      const loud = await bench.run('try { process.exit(3) } catch {}; 5');
      assert.equal(loud.error, 'SystemExit: process.exit(3) ended the cell; the kernel goes on');
      assert.equal((await bench.run('1')).text, '1');
    }));

  test('process.exit in a callback that an earlier cell left behind ends no other cell', () =>
    withSession(async (bench) => {
      await bench.run('globalThis.leftBehind = () => process.exit(3)');
      const running = bench.run("console.log('on'); await new Promise((r) => setTimeout(r, 50)); 5");
      await bench.printed('on');
      // In no context, as Node 20 calls a socket's listener.
      const { leftBehind } = globalThis as { leftBehind?: () => void };
      assert.throws(() => leftBehind?.(), /process\.exit\(3\)/);
      assert.equal((await running).text, '5');
    }));

  test('process.exit in a timer ends the cell and the training in it', async () => {
    const [, waiting, endless, floating, later] = await runApart([
      `const model = new Sequential([new layers.Dense({ units: 1 })]);
      model.compile({ optimizer: 'sgd', loss: 'mse' });
      let steps = 0;
      const counting = new callbacks.LambdaCallback({ onTrainBatchEnd: () => { steps += 1 } });
      const train = () =>
        model.fit(tf.zeros([4, 1]), tf.zeros([4, 1]), { epochs: 1e6, verbose: 0, callbacks: [counting] });`,
      'setTimeout(() => process.exit(), 100); await train(); 5',
      'void train(); setTimeout(() => process.exit(3), 100); for (;;) try { await train() } catch { steps += 1 }',
      'void train(); await new Promise((r) => setTimeout(r, 50)); process.exit()',
      'const before = steps; await new Promise((r) => setTimeout(r, 100)); [before > 2, steps - before]',
    ]);
    assert.equal(waiting?.outcome.status, 'ok');
    assert.equal(waiting.text, undefined);
    assert.equal(endless?.error, 'SystemExit: process.exit(3) ended the cell; the kernel goes on');
    assert.equal(floating?.outcome.status, 'ok');
    assert.equal(later?.text, '[ true, 0 ]');
  });
});

describe('interrupts', () => {
  test('a pending await is rejected and finally runs, the innermost first', () =>
    withSession(async (bench) => {
      const running = bench.run(`
        const order: string[] = [];
        async function inner() { try { console.log('waiting'); await new Promise(() => {}) } finally { order.push('inner') } }
        async function outer() { try { await inner() } finally { order.push('outer') } }
        try { await outer() } finally { order.push('cell') }`);
      await bench.printed('waiting');
      bench.session.interrupt();
      assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
      assert.equal((await bench.run('order')).text, "[ 'inner', 'outer', 'cell' ]");
    }));

  test('what finally awaits is done', () =>
    withSession(async (bench) => {
      const running = bench.run(`
        let tidy = false;
        try { console.log('waiting'); await new Promise(() => {}) } finally { await new Promise((r) => setTimeout(r, 10)); tidy = true }`);
      await bench.printed('waiting');
      bench.session.interrupt();
      assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
      assert.equal((await bench.run('tidy')).text, 'true');
    }));

  test('an endless for await ends, and its iterator is told', () =>
    withSession(async (bench) => {
      const running = bench.run(`
        let closed = false, steps = 0;
        const endless = { [Symbol.asyncIterator]: () => ({
          next: () => new Promise((r) => setTimeout(() => r({ done: false, value: 1 }), 2)),
          return: async () => { closed = true; return { done: true, value: 0 } } }) };
        for await (const _ of endless) if (++steps === 2) console.log('stepped');`);
      await bench.printed('stepped');
      bench.session.interrupt();
      assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
      assert.equal((await bench.run('closed && steps > 1')).text, 'true');
    }));

  test('a cell whose turn has not come does not begin', () =>
    withSession(async (bench) => {
      const running = bench.run('globalThis.begun = true; for (;;) {}');
      bench.session.interrupt();
      assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
      assert.equal((await bench.run('globalThis.begun')).text, undefined);
    }));

  test('what settles by itself just then takes the interrupt, once', () =>
    withSession(async (bench) => {
      const running = bench.run(`
        let wentOn = false, tidy = false;
        try { console.log('waiting'); await new Promise((r) => { globalThis.go = r }); wentOn = true }
        finally { await new Promise((r) => setTimeout(r, 10)); tidy = true }`);
      await bench.printed('waiting');
      bench.session.interrupt();
      (globalThis as unknown as { go(): void }).go();
      assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
      assert.equal((await bench.run('[wentOn, tidy]')).text, '[ false, true ]');
    }));

  test('a cell that swallows one interrupt ends with the next', () =>
    withSession(async (bench) => {
      const running = bench.run(
        'for (let i = 0; i < 2; i++) try { console.log(`waiting ${i}`); await new Promise(() => {}) } catch {}\n5',
      );
      await bench.printed('waiting 0');
      bench.session.interrupt();
      await bench.printed('waiting 1');
      bench.session.interrupt();
      assert.equal((await running).text, '5');
    }));

  test('a loop that tries again after every failure is left behind by the second interrupt', () =>
    withSession(async (bench) => {
      const running = bench.run(
        'let tries = 0; for (;;) { try { console.log(`waiting ${tries}`); await new Promise(() => {}) } catch { tries++ } }',
      );
      await bench.printed('waiting 0');
      bench.session.interrupt();
      await bench.printed('waiting 1');
      bench.session.interrupt();
      assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
      await sleep(20);
      assert.equal((await bench.run('tries')).text, '2');
    }));

  test('the interrupt that comes after a hard one finds the session ready', () =>
    withSession(async (bench) => {
      const running = bench.run('const kept = 7; await new Promise(() => {})');
      await sleep(20);
      bench.session.terminated();
      bench.session.afterHardInterrupt();
      assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
      assert.equal((await bench.run('kept')).text, '7');
    }));

  test('what never shows itself holds no later cell', () =>
    withSession(async (bench) => {
      const soft = () => bench.session.interrupt();
      const hard = () => {
        bench.session.terminated();
        bench.session.afterHardInterrupt();
      };
      for (const stop of [soft, hard]) {
        void showLater(new Promise(() => {}));
        const running = bench.run('5');
        await sleep(20);
        stop();
        assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
        assert.equal((await bench.run('6')).text, '6');
      }
      void showLater(new Promise(() => {}));
      bench.session.terminated();
      assert.equal((await bench.run('7')).text, '7');
    }));

  test('with nothing running it changes nothing', () =>
    withSession(async (bench) => {
      bench.session.interrupt();
      bench.session.terminated();
      bench.session.afterHardInterrupt();
      assert.equal((await bench.run('await Promise.resolve(3)')).text, '3');
    }));
});

test('a cell of a megabyte runs', () =>
  withSession(async (bench) => {
    const lines = Array.from(
      { length: 20_000 },
      (_, i) => `const v${i}: number = ${i}; // ${'x'.repeat(20)}`,
    );
    assert.equal((await bench.run(`${lines.join('\n')}\nv19999`)).text, '19999');
    assert.match(
      (await bench.run(`${'\n'.repeat(1000)}throw new Error('far')`)).traceback,
      /Cell 2, line 1001/,
    );
  }));

test('half a surrogate pair does no harm', () =>
  withSession(async (bench) => {
    assert.equal((await bench.run("'\\ud800'.length + '\ud800'.length")).text, '2');
  }));

test('cells do not keep what errors might need', () =>
  withSession(async (bench) => {
    await bench.run('let many = 0');
    for (let i = 0; i < 300; i += 1) await bench.run(`many += ${i}; function same() { return ${i} }`);
    assert.equal((await bench.run('[many, same()]')).text, '[ 44850, 299 ]');
  }));

test('a local file is imported with its folder as the notebook’s', () =>
  withSession(async (bench) => {
    writeFileSync(join(bench.folder, 'near.json'), '{"k":1}');
    assert.equal((await bench.run("import near from './near.json'; near.k")).text, '1');
  }));
