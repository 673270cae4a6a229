import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { runApart, withSession } from './harness.js';

/** Cells, and what each of them shows: the text of its value, an error, or nothing. */
const SEMANTICS: readonly (readonly [string, readonly (readonly [string, string | undefined])[]])[] = [
  [
    'closures and cells share one variable',
    [
      ['let n = 0; function bump() { n++; return n }', undefined],
      ['bump()', '1'],
      ['n = 10', '10'],
      ['bump()', '11'],
    ],
  ],
  [
    'a name is redeclared as any other kind',
    [
      ['const k = 1; k', '1'],
      ['let k = 2; k', '2'],
      ['class k {}; typeof k', "'function'"],
      ['function k() { return 3 } k()', '3'],
      ['enum k { A = 4 }; k.A', '4'],
      ['namespace k { export const v = 5 } k.v', '5'],
      ["import { sep as k } from 'node:path'; k", "'/'"],
      ['{ using k = { [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {} } } 1', '1'],
      ['using k = null; k', 'null'],
      ['var k = 6; k', '6'],
      ['const k = 7; k', '7'],
      ['var { k } = { k: 8 }; k', '8'],
    ],
  ],
  [
    'a constant cannot be assigned to, in its cell and in later ones; it can be declared again',
    [
      ['const fixed = 1; fixed = 2', "TypeError: Assignment to constant variable 'fixed'."],
      ['fixed', '1'],
      ['fixed++', "TypeError: Assignment to constant variable 'fixed'."],
      ['{ let fixed = 5; fixed = 6; fixed }', undefined],
      ['((fixed: number) => { fixed = 3; return fixed })(0)', '3'],
      ['[fixed] = [9]', "TypeError: Assignment to constant variable 'fixed'."],
      ['let fixed = 3; fixed = 4; fixed', '4'],
    ],
  ],
  [
    'functions are hoisted, and keep their names',
    [
      ['hoisted(2)\nfunction hoisted(x: number) { return x * 2 }', '4'],
      ['hoisted.name', "'hoisted'"],
      ['const arrow = () => 1; arrow.name', "'arrow'"],
      ['const klass = class {}; klass.name', "'klass'"],
      ['async function later() { return 5 }; await later()', '5'],
      ['function* count() { yield 1; yield 2 }; [...count()]', '[ 1, 2 ]'],
    ],
  ],
  [
    'a class may name itself',
    [
      [
        'class Self { static make() { return new Self() } static n = Self.name; #p = 1; get p() { return this.#p } }',
        undefined,
      ],
      ['Self.make().p', '1'],
      ['Self.n', "'Self'"],
      [
        'class Sub extends Self { constructor(private q = 3) { super() } get r() { return this.q } } new Sub().r',
        '3',
      ],
      ['abstract class Shape { abstract area(): number; declare tag: string }; typeof Shape', "'function'"],
    ],
  ],
  [
    'destructuring',
    [
      [
        'const { a, b: [c = 5, ...d], ...rest } = { a: 1, b: [undefined, 2, 3], x: 1, y: 2 }; [a, c, d, rest]',
        '[ 1, 5, [ 2, 3 ], { x: 1, y: 2 } ]',
      ],
      ['let [p, , q = p] = [1, 2]; [p, q]', '[ 1, 1 ]'],
      ['[p, q] = [q + 1, p]; [p, q]', '[ 2, 1 ]'],
      ['const { length } = "four", { size } = new Set([1]); length + size', '5'],
    ],
  ],
  [
    'var, loops and labels',
    [
      ['for (var i = 0; i < 3; i++) { var w = i * 2 }', undefined],
      ['[i, w]', '[ 3, 4 ]'],
      ['for (var key in { one: 1 }) {} key', "'one'"],
      ['for (var [x, y] of [[1, 2]]) {} x + y', '3'],
      ['for (const inner of [1]) {} typeof inner', "'undefined'"],
      ['outer: for (;;) { for (;;) break outer }', undefined],
      ['if (true) var z = 9; z', '9'],
      ['var z; z', '9'],
      ['let z; z', undefined],
    ],
  ],
  [
    'TypeScript alone',
    [
      ['enum Color { Red, Green = "g" }', undefined],
      ['[Color.Red, Color.Green]', "[ 0, 'g' ]"],
      ['enum Color { Blue }; Object.keys(Color)', "[ '0', 'Blue' ]"],
      ['const enum Fixed { A = 3 }; Fixed.A', '3'],
      ['Fixed.A', '3'],
      ['namespace N { export const v = 1; export namespace M { export const w = 2 } } N.M.w', '2'],
      ['namespace T { export const v = 1 } namespace T { export const u = v + 1 } T.u', '2'],
      [
        'function over(a: number): number; function over(a: string): string; function over(a: any) { return a }; over(1)',
        '1',
      ],
      ['declare const nowhere: number; interface I { a: number } type A = I; 1', '1'],
      ['const generic = <T,>(v: T) => v; generic<number>(3) satisfies number', '3'],
      ['class P { constructor(public readonly v: number) {} }; new P(4).v', '4'],
      ['class Acc { accessor v = 2 }; new Acc().v', '2'],
      ['import fs = require("node:fs"); typeof fs.readFileSync', "'function'"],
      ['import Alias = N.M; Alias.w', '2'],
    ],
  ],
  [
    'decorators of the standard',
    [
      [
        'function twice(f: any, _c: any) { return function (this: any) { return 2 * f.call(this) } }',
        undefined,
      ],
      ['class D { v = 4; @twice m() { return this.v } }; new D().m()', '8'],
      [
        'function named(c: any, { name }: any) { c.tag = name }\n@named class E {}; [(E as any).tag, E.name]',
        "[ 'E', 'E' ]",
      ],
    ],
  ],
  [
    'the last value',
    [
      ['1 + 1', '2'],
      ['1; // and a comment', '1'],
      ['1 /* a */ ; /* b */', '1'],
      ['({ a: 1 })', '{ a: 1 }'],
      ['(1, 2)', '2'],
      ["'use strict'", "'use strict'"],
      ["'use strict'; 5", '5'],
      ['', undefined],
      ['// nothing', undefined],
      ['undefined', undefined],
      ['null', 'null'],
      ['5; const after = 1', undefined],
      ['5; function afterwards() {}', '5'],
      ['void 0', undefined],
      ['[1, 2]\n;[3]', '[ 3 ]'],
      ['#!/usr/bin/env node\n7', '7'],
      ['() => {}', '[Function (anonymous)]'],
      ['async () => {}', '[AsyncFunction (anonymous)]'],
      ['Promise.resolve(1)', 'Promise { 1 }'],
      ['await Promise.resolve(1)', '1'],
      ['await 1; Promise.resolve(2)', 'Promise { 2 }'],
      ['(await Promise.resolve(1), await 2)', '2'],
      ['`a${1}`', "'a1'"],
      ['x => x', '[Function (anonymous)]'],
      ['new Map([[1, { a: 2 }]])', 'Map(1) { 1 => { a: 2 } }'],
      ['42n', '42n'],
      ['if (true) { 1 }', undefined],
      ['this', undefined],
    ],
  ],
  [
    'await at the top',
    [
      ['const later = await new Promise<number>((r) => setTimeout(() => r(3), 1)); later', '3'],
      ['later', '3'],
      [
        'async function* gen() { yield 1; yield 2 }; const got: number[] = []; for await (const v of gen()) got.push(v); got',
        '[ 1, 2 ]',
      ],
      [
        'const more: number[] = []; for await (const v of [Promise.resolve(7), 8]) more.push(v); more',
        '[ 7, 8 ]',
      ],
      ['for await (var seen of gen()) { break } seen', '1'],
      ['const { os } = { os: await import("node:os") }; typeof os.cpus', "'function'"],
      ['class Later { [await "name"] = 1 }; new Later().name', '1'],
    ],
  ],
  [
    'using',
    [
      [
        'const log: string[] = []; const res = (n: string) => ({ n, [Symbol.dispose]() { log.push(n) } })',
        undefined,
      ],
      ['using first = res("a"), second = res("b"); first.n + second.n', "'ab'"],
      ['log', "[ 'b', 'a' ]"],
      ['await using third = { async [Symbol.asyncDispose]() { log.push("async") } }; 1', '1'],
      ['log.at(-1)', "'async'"],
      ['using bad = 5', 'TypeError: using: expected an object, null or undefined'],
      ['function nested() { using r = res("n"); return 3 } nested()', '3'],
    ],
  ],
  [
    'export statements',
    [
      ['export const ex = 1; export default function dflt() { return 2 }; dflt() + ex', '3'],
      ['export { ex as other }; export class Ex {}; export enum Ee { A } ; ex', '1'],
      ['export default 5', undefined],
      ['export * from "node:path"; export { sep } from "node:path"; 1', '1'],
      ['export type { Foo } from "./nowhere"; 2', '2'],
    ],
  ],
  [
    'what a cell did before it threw stays',
    [
      ['const before = 1; throw new RangeError("half-way"); const after2 = 2', 'RangeError: half-way'],
      ['before', '1'],
      ['typeof after2', "'undefined'"],
      ['const bad = (() => { throw new Error("init") })()', 'Error: init'],
      ['const bad = 4; bad', '4'],
      ['nowhere', 'ReferenceError: nowhere is not defined'],
      ['nowhere = 1', 'ReferenceError: nowhere is not defined'],
    ],
  ],
  [
    'names of the platform may be declared, and packages still see the real ones',
    [
      ['const URL = "http://x"; const fetch = () => URL; fetch()', "'http://x'"],
      ['URL', "'http://x'"],
      ['({ URL, k: URL.length })', "{ URL: 'http://x', k: 8 }"],
      ['globalThis.URL.name', "'URL'"],
      ['new (await import("node:url")).URL("http://a/b").pathname', "'/b'"],
      ['function process() { return process.name } process()', "'process'"],
      ['class Map { static own = 1 } Map.own', '1'],
      ['import { performance } from "node:perf_hooks"; typeof performance.now()', "'number'"],
      ['const { Buffer } = { Buffer: 3 }; Buffer + [Buffer].length', '4'],
      ['(() => { const Buffer = 9; return Buffer })()', '9'],
      ['let Set = 1; Set = 2; Set += 3; Set++; Set', '6'],
      ['URL = "other"', "TypeError: Assignment to constant variable 'URL'."],
    ],
  ],
];

for (const [what, cells] of SEMANTICS) {
  test(what, () =>
    withSession(async (bench) => {
      for (const [code, expected] of cells) {
        const { text, error, traceback } = await bench.run(code);
        assert.equal(error ?? text, expected, `${code}\n${traceback}`);
      }
    }),
  );
}

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
        "setTimeout(() => console.log('late'), 5); Promise.resolve().then(() => console.log('soon'))",
      );
      assert.equal(bench.streamsOf(1).stdout, 'soon\n');
      await bench.run("await new Promise((r) => setTimeout(r, 30)); console.log('second')");
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

  test('what is thrown need not be an error', () =>
    withSession(async (bench) => {
      assert.equal((await bench.run("throw 'text'")).error, "Uncaught: 'text' was thrown");
      assert.equal((await bench.run('throw null')).error, 'Uncaught: null was thrown');
      assert.equal(
        (await bench.run('await Promise.reject(undefined)')).error,
        'Uncaught: undefined was thrown',
      );
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
    assert.match(foreign?.stderr ?? '', /^Uncaught \(in promise\) Uncaught: 'a string' was thrown\n/);
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
});

describe('interrupts', () => {
  test('a pending await is rejected and finally runs, the innermost first', () =>
    withSession(async (bench) => {
      const running = bench.run(`
        const order: string[] = [];
        async function inner() { try { await new Promise(() => {}) } finally { order.push('inner') } }
        async function outer() { try { await inner() } finally { order.push('outer') } }
        try { await outer() } finally { order.push('cell') }`);
      await sleep(20);
      bench.session.interrupt();
      assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
      assert.equal((await bench.run('order')).text, "[ 'inner', 'outer', 'cell' ]");
    }));

  test('what finally awaits is done', () =>
    withSession(async (bench) => {
      const running = bench.run(`
        let tidy = false;
        try { await new Promise(() => {}) } finally { await new Promise((r) => setTimeout(r, 10)); tidy = true }`);
      await sleep(20);
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
        for await (const _ of endless) steps++;`);
      await sleep(40);
      bench.session.interrupt();
      assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
      assert.equal((await bench.run('closed && steps > 1')).text, 'true');
    }));

  test('a cell that swallows one interrupt ends with the next', () =>
    withSession(async (bench) => {
      const running = bench.run(
        'for (let i = 0; i < 2; i++) try { await new Promise(() => {}) } catch {}\n5',
      );
      await sleep(20);
      bench.session.interrupt();
      await sleep(20);
      bench.session.interrupt();
      assert.equal((await running).text, '5');
    }));

  test('the interrupt that comes after a hard one finds the session ready', () =>
    withSession(async (bench) => {
      const running = bench.run('const kept = 7; await new Promise(() => {})');
      await sleep(20);
      bench.session.afterHardInterrupt();
      assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
      assert.equal((await bench.run('kept')).text, '7');
    }));

  test('with nothing running it changes nothing', () =>
    withSession(async (bench) => {
      bench.session.interrupt();
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
