import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAtMember } from '../../../../kernel/engine/assist/member-place.js';

test('in the bodies of classes, interfaces and enums members are declared', () => {
  for (const code of [
    'class A { ',
    'class A { v',
    'const a = class { v',
    'class A<T> extends B(c) implements D { x = 1; v',
    'class A extends mixin(B, C) {\n  m() {}\n  v',
    'class A {\n  x = 1\n  v',
    'class A {\n  x = f(1) // why\n  v',
    'class A { static async *v',
    'class A { #v',
    'class A { private readonly v',
    'interface I { v',
    'export interface I extends J<K> { a: number, v',
    'interface I { a: { b: string; v',
    'type T = { a: number\n v',
    'enum E { A = 1, v',
  ])
    assert.equal(isAtMember(code), true, code);
});

test('elsewhere values and types stand', () => {
  for (const code of [
    'v',
    'class A { m() { v',
    'class A { x = v',
    'class A { x =\n  v',
    'class A { x = () =>\n  v',
    'class A { x = a\n  .v',
    'class A { x: v',
    'class A { m(v',
    'class A { [v',
    'class A { static { v',
    'class A { x = { v',
    'class A { x = 1, v',
    'class A { @v',
    'enum E { A = v',
    'interface I { a: v',
    'interface I { m(v',
    'if (a) { v',
    'try { v',
    '// the class\ntry { v',
    '// of a class\nif (b) { v',
    'x.class\n{ v',
    'const { v',
    'f({ a: { v',
    'class A {} v',
    'class A',
  ])
    assert.equal(isAtMember(code), false, code);
});
