// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withSession } from './harness.js';

const NOT_FOUND = /^Error: Cannot find module '.\/nope'/;
const EARLY = (name: string) => `ReferenceError: Cannot access '${name}' before initialization`;

/** A cell, and what it shows: the text of its value, an error, or nothing. */
type Step = readonly [code: string, expected: string | RegExp | undefined];

const SEMANTICS: readonly (readonly [what: string, cells: readonly Step[]])[] = [
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
    'lines without semicolons end where JavaScript ends them',
    [
      ['let a\n;[a = 1].map((x) => x)[0]', '1'],
      ['let b = 2\n{ b = 3 }\nb', '3'],
      ['const { c } = { c: 4 }\n;(() => c)()', '4'],
      ['const { d } = await Promise.resolve({ d: 5 })\n\n/* five */ d // 5', '5'],
      ['class E { static f = 6 }\n(E.f)', '6'],
      ['function g() { return 7 }\n(g())', '7'],
      ["import { sep as h } from 'node:path'\n[h, 8][1]", '8'],
      ['let i, j\ni = j = 9\n++i\nj', '9'],
      ['export const k1 = 10\nk1', '10'],
      ['export default class L {}\n;(L.name)', "'L'"],
      ['let m = 1\nlet n1\n!m', 'false'],
      ["require('node:os')\nrequire('node:path').sep", "'/'"],
      ['m\nfunction p() { return 11 }\n(p())', '11'],
      ['m = 12\nexport default m', undefined],
      ['if (m) m\nexport { m }\n(m)', '12'],
      ['let o\n(0, o) === undefined', 'true'],
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
      ['fixed ||= 2', '1'],
      ['fixed &&= 2', "TypeError: Assignment to constant variable 'fixed'."],
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
      ['typeof module', "'object'"],
      ['const module = 5, require = () => 6', undefined],
      ['[module, require()]', '[ 5, 6 ]'],
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
      [
        'using all = null; enum Eu { A = 1 }\nenum Eu { B = 2 }\nimport path = require("node:path"); const fixed4 = Eu.A; enum Event { Q }',
        undefined,
      ],
      ['[Eu.B, path.sep, fixed4, Event.Q]', "[ 2, '/', 1, 0 ]"],
      ['fixed4 = 5', "TypeError: Assignment to constant variable 'fixed4'."],
      ['all = 5', "TypeError: Assignment to constant variable 'all'."],
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
    'a cell has no arguments, as a module has none',
    [
      ['typeof arguments', "'undefined'"],
      ["(() => typeof (arguments) === 'undefined')()", 'true'],
      ['typeof arguments.length', 'ReferenceError: arguments is not defined'],
      ['void arguments', 'ReferenceError: arguments is not defined'],
      ['(function () { return [typeof arguments, arguments.length] })(1, 2)', "[ 'object', 2 ]"],
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
      ['enum Event { Start, Stop }', undefined],
      ['enum Blob { A }\nenum Blob { B = 5 }\nconst enum Headers { C = 3 }', undefined],
      ['[Event.Start, Event[1], Blob.A, Blob.B, Headers.C]', "[ 0, 'Stop', 0, 5, 3 ]"],
      ['new globalThis.Event("real").type', "'real'"],
    ],
  ],
  [
    'names of the platform give functions their names, and messages say them',
    [
      ['const URL = () => 1, fetch = function () {}; let Blob = class {}', undefined],
      ['[URL.name, fetch.name, Blob.name]', "[ 'URL', 'fetch', 'Blob' ]"],
      [
        'const [Headers = () => 1, { File = class {} }] = [, {}] as any; [Headers.name, File.name]',
        "[ 'Headers', 'File' ]",
      ],
      ['Blob = async () => await 1; Blob.name', "'Blob'"],
      ['let Request; Request ??= class {}; Request.name', "'Request'"],
      [
        'import crypto from "node:crypto"; crypto.createHsh()',
        'TypeError: crypto.createHsh is not a function',
      ],
      [
        'let why; try { crypto.createHsh() } catch (e) { why = e.message } why',
        "'crypto.createHsh is not a function'",
      ],
      ['const process = 5; process()', 'TypeError: process is not a function'],
      ['new (process as any)()', 'TypeError: process is not a constructor'],
      ['require.nowhere()', 'TypeError: require.nowhere is not a function'],
      ['function self() { return this }\nconst atob = self; atob()', undefined],
      ['{ let line = 1\nprocess\nline = 2 }\nprocess', '5'],
    ],
  ],
  [
    'a declaration that fails leaves the library’s and the platform’s names alone',
    [
      ["const data = JSON.parse('{bad')", "SyntaxError: Expected property name or '}' in JSON at position 1"],
      ['typeof data.Dataset', "'function'"],
      ["import { layers } from './nope'; 1", NOT_FOUND],
      ['typeof layers.dense', "'function'"],
      ["import fetch from './nope'", NOT_FOUND],
      ['typeof fetch', "'function'"],
      ['const { URL } = null as any', /^TypeError/],
      ['new URL("http://a/b").host', "'a'"],
      ['class Request extends (undefined as any) {}', /^TypeError/],
      ['typeof Request', "'function'"],
      ['const performance = await Promise.reject(new Error("late"))', 'Error: late'],
      ['typeof performance.now()', "'number'"],
      ['const tf = 5', undefined],
      ["const tf = await import('./nope')", NOT_FOUND],
      ['tf', '5'],
      ['let keep = 5', undefined],
      ["import keep from './nope'", NOT_FOUND],
      ['keep = keep + 1', '6'],
      ["import module from './nope'", NOT_FOUND],
      ['typeof module.exports', "'object'"],
      ['function losses() {}\nthrow new Error("after")', 'Error: after'],
      ['losses.name', "'losses'"],
    ],
  ],
  [
    'a name has no value before its let, const or class',
    [
      ['console.log(total); let total = 5', EARLY('total')],
      ['let total = 5', undefined],
      ['total; let total = 6', EARLY('total')],
      ['let total = total + 1; total', '6'],
      ['let sum = sum + 1', EARLY('sum')],
      ['let sum = sum + 1', EARLY('sum')],
      ['let sum = sum + 1', EARLY('sum')],
      ['sum = 4', '4'],
      ['let sum = sum + 1; sum', '5'],
      ['let a = b + 1; const b = 2; a', EARLY('b')],
      ['let c = 1, d = c + 1; const { e, f = e } = { e: d } as any; f', '2'],
      ['typeof g; let g = 1', EARLY('g')],
      ['({ h }); const h = 1', EARLY('h')],
      ['for (const i of [1]) j += i\nlet j = 0', EARLY('j')],
      ['new K(); class K {}', EARLY('K')],
      ['export default l; export const l = 1', EARLY('l')],
      ['const data = data.batch(2)', EARLY('data')],
      ['const m = () => n(); const n = () => m.length; m()', '0'],
      ['class O { static p = O.name; static { O.p } } O.p', "'O'"],
      ['q(); function q() {} sep; import { sep } from "node:path"; sep', "'/'"],
      ['r; var r = 1; { let s = 1; s } const s = 2; s', '2'],
      ['typeof E; typeof N; enum E { A } namespace N { export const v = 1 } N.v + E.A', '1'],
    ],
  ],
];

for (const [what, cells] of SEMANTICS) {
  test(what, () =>
    withSession(async (bench) => {
      for (const [code, expected] of cells) {
        const { text, error, traceback } = await bench.run(code);
        if (expected instanceof RegExp) assert.match(error ?? '', expected, code);
        else assert.equal(error ?? text, expected, `${code}\n${traceback}`);
      }
    }),
  );
}

test('decorators are the older ones when the folder’s tsconfig.json asks for them', () =>
  withSession(async (bench) => {
    const cell =
      'function key(target: any, name: string) { target.keys = [name] }\nclass Old { @key field = 1 }\n(Old.prototype as any).keys';
    assert.match((await bench.run(cell)).error ?? '', /^TypeError/);
    writeFileSync(
      join(bench.folder, 'tsconfig.json'),
      '{ // comment\n "compilerOptions": { "experimentalDecorators": true } }',
    );
    const { text, error } = await bench.run(cell);
    assert.equal(error ?? text, "[ 'field' ]");
  }));
