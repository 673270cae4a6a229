import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { ownErrors, typeError } from '../../../kernel/language/type-errors.js';

const SOURCE = 'let a: number = "1";\na.b';

function diagnostic(code: number, line: number, start = 0, end = start + 1, more: Partial<Diagnostic> = {}) {
  const range = { start: { line, character: start }, end: { line, character: end } };
  return { severity: 1, code, message: `Error ${code}.`, range, ...more } as Diagnostic;
}

test('an error is shown with the line of the cell, marked', () => {
  const found = typeError([diagnostic(2322, 1, 4, 5), diagnostic(2339, 2, 2)], SOURCE, 7);
  assert.equal(found.ename, 'TypeCheckError');
  assert.equal(found.evalue, 'Error 2322.');
  assert.equal(
    stripVTControlCharacters(found.traceback.join('\n')),
    'Cell 7, line 1: Error 2322. (TS2322)\n>  1  let a: number = "1";\n          ~\n' +
      'Cell 7, line 2: Error 2339. (TS2339)\n>  2  a.b\n        ~',
  );
});

test('of many only the first are shown', () => {
  const many = Array.from({ length: 14 }, () => diagnostic(2322, 1));
  assert.equal(typeError(many, SOURCE, 1).traceback.at(-1), 'and 4 more');
});

test('only errors of the cell’s own lines count, and only what running it does not tell better', () => {
  const kept = diagnostic(2322, 1);
  const left = [
    diagnostic(2322, 0),
    diagnostic(2322, 3),
    diagnostic(6133, 1, 0, 1, { severity: 4 }),
    diagnostic(1005, 1),
    diagnostic(2307, 1),
    diagnostic(7016, 1),
    diagnostic(7006, 1),
    diagnostic(2683, 1),
    diagnostic(2339, 1, 0, 1, { message: "Property 'x' does not exist on type '{}'." }),
    diagnostic(2345, 1, 0, 1, {
      message: "Argument of type 'number' is not assignable to parameter of type 'never'.",
    }),
    diagnostic(2322, 1, 0, 1, { message: "Type 'number' is not assignable to type 'null'." }),
    diagnostic(2300, 1),
    diagnostic(2323, 1),
  ];
  assert.deepEqual(ownErrors([...left, kept], SOURCE), [kept]);
  const unseen = diagnostic(2322, 1, 0, 1, { message: "Type 'string' is not assignable to type 'never'." });
  assert.deepEqual(ownErrors([unseen], 'const rest: never = kind'), [unseen]);
});
