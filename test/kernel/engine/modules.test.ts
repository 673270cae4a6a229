// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, withSession } from './harness.js';

function write(bench: Bench, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const full = join(bench.folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
}

let later = Date.now() / 1000;

/** Writes a file with a time that differs from the one before, however fast the test runs. */
function edit(bench: Bench, path: string, text: string): void {
  write(bench, { [path]: text });
  later += 10;
  utimesSync(join(bench.folder, path), later, later);
}

async function expectCells(bench: Bench, cells: readonly (readonly [string, string | undefined])[]) {
  for (const [code, expected] of cells) {
    const { text, error, traceback } = await bench.run(code);
    assert.equal(error ?? text, expected, `${code}\n${traceback}`);
  }
}

test('packages of the notebook’s folder: ESM only, CommonJS, subpaths', () =>
  withSession(async (bench) => {
    write(bench, {
      'node_modules/esm-only/package.json':
        '{"name":"esm-only","type":"module","exports":{".":"./a.js","./sub":"./b.js"}}',
      'node_modules/esm-only/a.js':
        'export default 1; export const named = await Promise.resolve(2); export const other = URL.name;',
      'node_modules/esm-only/b.js': 'export const sub = 3;',
      'node_modules/old/package.json': '{"name":"old","main":"main.js"}',
      'node_modules/old/main.js':
        'const e = {}; e.hid = 4; e["d" + "yn"] = 5; module.exports = Object.assign(e, { get lazy() { return 6 } });',
    });
    await expectCells(bench, [
      ["import one, { named } from 'esm-only'; [one, named]", '[ 1, 2 ]'],
      ["import { sub } from 'esm-only/sub'; sub", '3'],
      ['one + sub', '4'],
      ["import old, { hid, dyn } from 'old'; [old.hid, hid, dyn]", '[ 4, 4, 5 ]'],
      ["import * as all from 'esm-only'; all.named", '2'],
      ["(await import('esm-only')).default", '1'],
      ["require('old').hid", '4'],
      ["const URL = 1; import { other } from 'esm-only'; other", "'URL'"],
    ]);
  }));

test('a missing export is a syntax error that says what there is', () =>
  withSession(async (bench) => {
    write(bench, { 'm.mjs': 'export const here = 1, there = 2;', 'empty.mjs': '' });
    await expectCells(
      bench,
      [
        [
          "import { hear } from './m.mjs'; hear",
          "SyntaxError: './m.mjs' has no export named 'hear'; it exports here, there.",
        ],
        [
          "import d from './m.mjs'; d",
          "SyntaxError: './m.mjs' has no export named 'default'; it exports here, there.",
        ],
        [
          "import { x } from './empty.mjs'; x",
          "SyntaxError: './empty.mjs' has no export named 'x'; it exports nothing.",
        ],
        ["import { readFileSink } from 'node:fs'; 1", undefined],
      ].slice(0, 3) as [string, string][],
    );
    const { error } = await bench.run("import { hear } from './m.mjs'");
    assert.match(error ?? '', /^SyntaxError: '.\/m.mjs' has no export named 'hear'/);
  }));

test('what exists only as a type is dropped', () =>
  withSession(async (bench) => {
    write(bench, {
      'types.ts':
        'export interface Point { x: number }\nexport type Name = string;\nexport const origin: Point = { x: 0 };',
    });
    await expectCells(bench, [
      ["import { Point, origin } from './types'; const p: Point = origin; p", '{ x: 0 }'],
      ["import { Name } from './types'", undefined],
      ["import type { Gone } from './nowhere'; import { type Point as P2 } from './types'; 1", '1'],
      ["import { origin } from './types'", undefined],
      ['origin.x', '0'],
    ]);
  }));

test('a module that has nothing but types need not be there', () =>
  withSession(async (bench) => {
    write(bench, {
      'declared.d.ts':
        'export interface Point { x: number }\nexport type Name = string;\nexport const known: 1;',
      'net.ts': "import 'nowhere'; export class Net {}\nexport type T = 1;",
      'far.ts': "import './gone'; export class Far {}",
      'node_modules/only-types/package.json': '{"name":"only-types","types":"index.d.ts"}',
      'node_modules/only-types/index.d.ts': 'export interface Q { q: number }',
      'node_modules/listed/package.json': '{"name":"listed","exports":{".":{"types":"./index.d.ts"}}}',
      'node_modules/listed/index.d.ts': 'export interface Q { q: number }',
    });
    await expectCells(bench, [
      ["import { Point } from './declared'; const p: Point = { x: 1 }; p", '{ x: 1 }'],
      ["import { Name, Point } from './declared'", undefined],
      ["import { Q } from 'only-types'; const q: Q = { q: 1 }; q.q", '1'],
      ["import { Q } from 'listed'; const l: Q = { q: 2 }; l.q", '2'],
      ["import { type X, type Y as Z } from 'nowhere'; 5", '5'],
      ["import { Gone } from './declared'", `Error: Cannot find module './declared' from ${bench.folder}`],
      ["import { Q } from 'nowhere'; 5", `Error: Cannot find package 'nowhere' from ${bench.folder}`],
      ["import { known } from './declared'", `Error: Cannot find module './declared' from ${bench.folder}`],
      ["import 'nowhere'", `Error: Cannot find package 'nowhere' from ${bench.folder}`],
    ]);
    // The file is there and lacks something itself.
    for (const name of ['Net', 'T']) {
      const { error } = await bench.run(`import { ${name} } from './net'`);
      assert.match(error ?? '', /^Error: Cannot find package 'nowhere' imported from .*net\.ts$/);
    }
    const { error } = await bench.run("import { Far } from './far'");
    assert.match(error ?? '', /^Error: Cannot find module '.*gone' imported from .*far\.ts$/);
  }));

test('local files: with and without extension, TypeScript, folders, JSON', () =>
  withSession(async (bench) => {
    write(bench, {
      'lib/util.ts':
        "import { deep } from './deep';\nexport enum E { A = 3 }\nexport const util = deep + E.A;\nexport default class Named {}",
      'lib/deep.ts':
        "import type { T } from './types';\nimport { plain } from './plain.js';\nexport const deep: T = plain;",
      'lib/types.ts': 'export type T = number;',
      'lib/plain.js': 'export const plain = 7;',
      'folder/index.ts': 'export const index = import.meta.url.endsWith("folder/index.ts");',
      'conf.json': '{"k":{"v":1}}',
      'common.cjs': 'exports.c = 9;',
      'late.ts':
        'import type { T } from "./lib/types"; import { plain } from "./lib/plain.js";\nfunction mark(one: any, _: unknown) { one.marked = plain; }\n@mark export class Late { static n: T = 1; }\nlet open = 1;\n{ using _one = { [Symbol.dispose]() { open = 0; } }; }\nexport { open };',
      'old.cts': 'export const cts: number = 11; const x: string = "a"; export { x };',
    });
    await expectCells(bench, [
      ["import Named, { util } from './lib/util'; [util, Named.name]", "[ 10, 'Named' ]"],
      ["import { util as again } from './lib/util.ts'; again === util", 'true'],
      ["import { util as third } from './lib/util.js'; third", '10'],
      ["import { index } from './folder'; index", 'true'],
      ["import conf from './conf.json'; conf.k", '{ v: 1 }'],
      ["import conf2 from './conf.json' with { type: 'json' }; conf2.k.v", '1'],
      ["import { c } from './common'; c", '9'],
      ["(await import('./lib/deep')).deep", '7'],
      ["import { Late, open } from './late'; [(Late as any).marked, open]", '[ 7, 0 ]'],
      ["import late = require('./lib/util'); late.util", '10'],
      ["(await import(import.meta.resolve('./lib/plain.js'))).plain", '7'],
    ]);
    const missing = await bench.run("import './gone'");
    assert.match(missing.error ?? '', /Cannot find module/);
  }));

test('an edited file is loaded again, and so is what imports it; a file that was not edited is not', () =>
  withSession(async (bench) => {
    write(bench, {
      'top.ts': "import { low } from './low';\nexport const top = () => `top ${low}`;\nexport const id = {};",
      'low.ts': 'export const low = 1;',
    });
    await expectCells(bench, [
      ["import { top, id } from './top'; const first = id; top()", "'top 1'"],
      ["import { top, id } from './top'; id === first", 'true'],
    ]);
    edit(bench, 'low.ts', 'export const low = 2;');
    await expectCells(bench, [
      ["import { top, id } from './top'; [top(), id === first]", "[ 'top 2', false ]"],
    ]);
    edit(
      bench,
      'top.ts',
      "import { low } from './low';\nexport const top = () => `new ${low}`;\nexport const id = {};",
    );
    await expectCells(bench, [["import { top } from './top'; top()", "'new 2'"]]);
    edit(bench, 'low.ts', 'export const low = ;');
    const { error } = await bench.run("import { top } from './top'");
    assert.match(error ?? '', /low\.ts, line 1, column 20: Unexpected token/);
    edit(bench, 'low.ts', 'export const low = 1;');
    await expectCells(bench, [["import { top } from './top'; top()", "'new 1'"]]);
  }));

test('what is CommonJS or JSON is loaded again, too, by import and by require', () =>
  withSession(async (bench) => {
    const files = (n: number): Record<string, string> => ({
      'a.ts': `import { low } from './low';\nexport const a: number = low + ${n};`,
      'low.ts': `export const low: number = ${n};`,
      'b.js': `const e = { c: require('./c.cjs') }; e['hid' + 'den'] = ${n}; module.exports = e;`,
      'c.cjs': `module.exports = ${n};`,
      'd.json': `{"d":${n}}`,
    });
    write(bench, { ...files(1), 'same.js': 'exports.id = {};' });
    const cells = [
      "require('./a').a",
      "require('./b').c",
      "import b, { hidden } from './b'; [b.c, hidden]",
      "require('./c.cjs')",
      "import c from './c.cjs'; c",
      "require('./d').d",
      "import d from './d.json'; d.d",
    ];
    await bench.run("const same = require('./same')");
    // The last time as it was the first time.
    for (const n of [1, 2, 1]) {
      for (const [path, text] of Object.entries(files(n))) edit(bench, path, text);
      assert.deepEqual(
        await bench.all(cells),
        [2 * n, n, `[ ${n}, ${n} ]`, n, n, n, n].map(String),
        String(n),
      );
    }
    await expectCells(bench, [["require('./same') === same", 'true']]);
  }));

test('a local file that lacked a package or a file works when it is there', () =>
  withSession(async (bench) => {
    write(bench, {
      'top.ts': "export { net } from './net';",
      'net.ts':
        "import pkg from 'comes-later'; import { low } from './later';\nexport const net = pkg + low;",
    });
    const cell = "import { net } from './top'; net";
    const { error, traceback } = await bench.run(cell);
    assert.match(error ?? '', /^Error: Cannot find package 'comes-later' imported from .*net\.ts$/);
    assert.match(traceback, /\nFix: %npm install comes-later\n/);
    write(bench, { 'node_modules/comes-later/index.js': 'module.exports = 3;' });
    assert.match((await bench.run(cell)).error ?? '', /^Error: Cannot find module '.*later' imported from/);
    write(bench, { 'later.ts': 'export const low = 4;' });
    await expectCells(bench, [[cell, '7']]);
  }));

test('frames of local TypeScript files have their own lines', () =>
  withSession(async (bench) => {
    write(bench, {
      'fails.ts':
        'interface A {\n  a: number;\n}\nexport function fails(a: A): never {\n  throw new Error(`a ${a.a}`);\n}\n',
    });
    for (const load of ["import { fails } from './fails'", "const { fails } = require('./fails')"]) {
      const { traceback } = await bench.run(`${load};\nfails({ a: 1 })`);
      assert.match(traceback, /fails\.ts, line 5, column 9 in .*fails\n/);
      assert.match(traceback, /> {2}5 {4}throw new Error/);
      assert.match(traceback, /Cell \d, line 2, column 1/);
    }
  }));

test('what fails while it is imported points at the import, and into the file', () =>
  withSession(async (bench) => {
    write(bench, {
      'fails.ts': 'const a: number = 1;\nthrow new Error(`at load ${a}`);',
      'wrong.ts': 'const a: number = 1;\nconst b = = 2;',
      'deep.ts': "import './wrong';",
    });
    const failed = await bench.run("1;\nimport './fails';");
    assert.match(
      failed.traceback,
      /fails\.ts, line 2, column 7[\s\S]*Cell 1, line 2, column 1\n> {2}2 {2}import/,
    );
    const again = await bench.run("await import('./fails')");
    assert.match(again.traceback, /Cell 2, line 1/);
    assert.doesNotMatch(again.traceback, /Cell 1/);
    for (const code of [
      "import './wrong'",
      "import './deep'",
      "await import('./wrong')",
      "require('./wrong')",
    ]) {
      const { traceback } = await bench.run(code);
      assert.match(traceback, /wrong\.ts, line 2, column 11\n[\s\S]*> {2}2 {2}const b = = 2;\n {16}~\n/);
      assert.match(traceback, /Cell \d, line 1, column [18]\n/);
    }
    assert.match((await bench.run("\nimport './gone'")).traceback, /Cell \d, line 2, column 1/);
  }));

test('import.meta, require and the names of CommonJS', () =>
  withSession(async (bench) => {
    const { folder } = bench;
    await expectCells(bench, [
      [`import.meta.dirname === ${JSON.stringify(folder)} && __dirname === import.meta.dirname`, 'true'],
      [
        "import.meta.url.startsWith('file://') && import.meta.filename.startsWith(import.meta.dirname)",
        'true',
      ],
      ["import.meta.resolve('node:fs')", "'node:fs'"],
      ["import.meta.resolve('./x.ts').endsWith('/x.ts')", 'true'],
      ["typeof require('fs').readFileSync + typeof require.resolve", "'functionfunction'"],
      ['const { readFileSync: read } = require("node:fs"); typeof read', "'function'"],
      ['module.exports.a = 1; exports.a', '1'],
      ['typeof globalThis.require', "'undefined'"],
      ['const require = 5; require', '5'],
      ["typeof (await import('node:os')).cpus", "'function'"],
    ]);
  }));

test('a package that is not there is named, with the fix', () =>
  withSession(async (bench) => {
    const { error, traceback } = await bench.run("import x from '@no/such-package/sub'");
    assert.match(error ?? '', /^Error: Cannot find package '@no\/such-package' from /);
    assert.match(traceback, /\nFix: %npm install @no\/such-package\n/);
    const required = await bench.run("require('@no/such-package/sub')");
    assert.match(required.traceback, /\nFix: %npm install @no\/such-package\n/);
  }));

test("Deno's names of modules are told in Node's", () =>
  withSession(async (bench) => {
    const { error, traceback } = await bench.run("import * as x from 'npm:@observablehq/plot@0.6/src'");
    assert.match(error ?? '', /^Error: Cannot import 'npm:@observablehq\/plot@0\.6\/src'/);
    assert.match(
      traceback,
      /Fix: %npm install @observablehq\/plot@0\.6, then import … from '@observablehq\/plot\/src'/,
    );
    assert.match(
      (await bench.run("await import('https://a.b/c.ts')")).traceback,
      /Fix: %npm install the package/,
    );
  }));

test('side effects of an import that binds nothing happen, functions are there when it fails', () =>
  withSession(async (bench) => {
    write(bench, { 'effect.mjs': 'globalThis.effect = (globalThis.effect ?? 0) + 1;' });
    await expectCells(bench, [
      ["import './effect.mjs'; globalThis.effect", '1'],
      ["import './effect.mjs'; globalThis.effect", '1'],
    ]);
    await bench.run("import './gone.mjs'; function still() { return 1 }");
    await expectCells(bench, [['still()', '1']]);
  }));

test('a module whose load was terminated: a local file loads anew, a package says so', () =>
  withSession(async (bench) => {
    write(bench, {
      'slow.ts': "import { held } from './held';\nexport const slow = held + 1;",
      'held.ts': 'if (!(globalThis as any).release) await new Promise(() => {});\nexport const held = 1;',
      'node_modules/stuck/package.json': '{"name":"stuck","type":"module","main":"a.js"}',
      'node_modules/stuck/a.js': 'await new Promise(() => {});',
    });
    for (const code of ["await import('./slow')", "await import('stuck')"]) {
      const running = bench.run(code);
      await sleep(400);
      bench.session.terminated();
      bench.session.afterHardInterrupt();
      assert.equal((await running).error, 'KeyboardInterrupt: Interrupted.');
    }
    await expectCells(bench, [
      ['globalThis.release = true; (await import("./slow")).slow', '2'],
      ["import { slow } from './slow'; slow", '2'],
    ]);
    const { traceback } = await bench.run("import 'stuck'");
    assert.match(traceback, /'stuck' was interrupted while it loaded[\s\S]*Fix: restart the kernel\./);
  }));
