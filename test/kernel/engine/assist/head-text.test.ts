import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classHead, functionHead } from '../../../../kernel/engine/assist/head-text.js';

/** A function's text, and what is said of it under the name `f`. */
const FUNCTIONS: readonly (readonly [string, string])[] = [
  ['function f(a, b = 2) { return a }', 'f(a, b = 2)'],
  ['async function f() {}', 'async f()'],
  ['function* f(a) {}', 'f(a)'],
  ['x => g(x)', 'f(x)'],
  ['async x => x', 'async f(x)'],
  ['(a) => (b) => a', 'f(a)'],
  ['async (a) => a', 'async f(a)'],
  ['m({ a, b: [c] }, ...d) {}', 'f({ a, b: [c] }, ...d)'],
  ['async m(k) {}', 'async f(k)'],
  ['function max() { [native code] }', 'f()'],
  // Brackets in texts, comments, patterns and calls.
  ["(a = (1 + 2) * 3, b = ')', c = `(`, d = /[)]/) => a", "f(a = (1 + 2) * 3, b = ')', c = `(`, d = /[)]/)"],
  ['function f(a /* the ) first */, b) {}', 'f(a /* the ) first */, b)'],
  // Types.
  ['function f(a: number, b?: string): boolean { return true }', 'f(a: number, b?: string): boolean'],
  [
    'function f<T extends (a: string) => void>(x: T): T { return x }',
    'f<T extends (a: string) => void>(x: T): T',
  ],
  ['async <T,>(x: T): Promise<T[]> => [x]', 'async f<T,>(x: T): Promise<T[]>'],
  ['(x: unknown): x is string => true', 'f(x: unknown): x is string'],
  ['(x: { a: number }): Promise<{ b: 1 }> => x', 'f(x: { a: number })'],
  ['function f(): { a: number } { return x }', 'f()'],
  ['(cb: (a: number) => void) => cb', 'f(cb: (a: number) => void)'],
];

for (const [text, expected] of FUNCTIONS)
  test(`function: ${text}`, () => assert.equal(functionHead(text, 'f'), expected));

/** A class's text, and its head and constructor. */
const CLASSES: readonly (readonly [string, string, string?])[] = [
  ['class A {}', 'class A'],
  ['class {}', 'class C'],
  ['class A extends Map { constructor(size) { super() } }', 'class A extends Map', 'size'],
  ['class A { constructor(a = f(1, 2), b = ")") {} }', 'class A', 'a = f(1, 2), b = ")"'],
  [
    'class A<T extends { x: 1 }> extends M<string, T> { x = 1 }',
    'class A<T extends { x: 1 }> extends M<string, T>',
  ],
  ['class A extends mix({ a: 1 }) {}', 'class A extends mix({ a: 1 })'],
  ['class A { constructor(public readonly a: number, private b = 1) {} }', 'class A', 'a: number, b = 1'],
];

for (const [text, head, parameters] of CLASSES)
  test(`class: ${text}`, () => assert.deepEqual(classHead(text, 'C'), { head, parameters }));
