import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol, Range } from 'vscode-languageserver-protocol/node';
import { looseFields } from '../../../kernel/language/loose-fields.js';

/** A symbol whose range stands for its text. */
function symbol(name: string, text: string, members: readonly string[] = [], kind = 5): DocumentSymbol {
  const children = members.map((one) => symbol(one, '', [], 8));
  return { name, kind, children, range: text, selectionRange: text } as unknown as DocumentSymbol;
}

const loose = (...symbols: DocumentSymbol[]) =>
  looseFields(symbols, (range: Range) => range as unknown as string).trim();

test('what a class assigns and does not declare is a field of an interface beside it', () => {
  const text =
    'class A { a; constructor(private b) { this.a = 1; this.b = 2; this.c = 3; this.d ??= this.e; this.f == 1 } }';
  assert.equal(loose(symbol('A', text, ['a', 'constructor'])), 'interface A { c: any; d: any }');
  assert.equal(loose(symbol('A', 'class A { m() { return this.c } }', ['m'])), '');
  assert.equal(loose(symbol('f', 'function f() { this.c = 3 }', [], 12)), '');
});

test('what is inherited is left out, and what cannot be told is left alone', () => {
  assert.equal(
    loose(symbol('B', 'export class B extends layers.Layer { m() { this.c = 3 } }', ['m'])),
    'interface B extends Omit<{ c: any }, keyof InstanceType<typeof layers.Layer>> {}',
  );
  assert.equal(loose(symbol('C', 'class C extends mixin(A) { m() { this.c = 3 } }', ['m'])), '');
  assert.equal(loose(symbol('D', 'class D<T> { m() { this.c = 3 } }', ['m'])), '');
});
