// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathAround, pathBefore } from '../../../../kernel/engine/assist/expression-path.js';

const CASES: readonly (readonly [string, string | undefined])[] = [
  ['abc', '|abc'],
  ['a.b.c', 'a,b|c'],
  ['a?.b!.c', 'a,b|c'],
  ['a[0].b', 'a,0|b'],
  ["x + a['k l'].b", 'a,k l|b'],
  ['f(a.', 'a|'],
  ['...ab', '|ab'],
  ['[...a.b', 'a|b'],
  ['f(...a[0].b', 'a,0|b'],
  ['..a', undefined],
  ['a\n  .b', 'a|b'],
  ['f().b', undefined],
  ['a[i].b', undefined],
  ['1.5.to', undefined],
  ['(a as any).b', 'a|b'],
  ['1 + (a.b as Record<string, C>).c', 'a,b|c'],
  ['return (a as any).b', 'a|b'],
  ['x;\n(a satisfies B)?.', 'a|'],
  ['f(a as any).b', undefined],
  ['f(a)(b as any).c', undefined],
  ['(1 + a as any).b', undefined],
  ['12', undefined],
  ['größe.l', 'größe|l'],
  ['', '|'],
];

for (const [code, expected] of CASES) {
  test(`before the end of ${JSON.stringify(code)}`, () => {
    const path = pathBefore(code, code.length);
    assert.equal(path && `${path.owner.join()}|${path.prefix}`, expected);
    if (path) assert.equal(path.start, code.length - path.prefix.length);
  });
}

test('around the cursor, and the function whose arguments are written', () => {
  assert.deepEqual(pathAround('model.fit(x)', 7), { path: ['model', 'fit'], end: 9 });
  assert.deepEqual(pathAround('model.fit(f(1), ', 16), { path: ['model', 'fit'], end: 9 });
  for (const code of [
    'model.fit("two wo|rds")',
    'model.fit(x, (y, 1 + (2| - 3)))',
    "model.fit({ epo|chs: 2, text: ')' })",
    'model.fit(`(${x}|`, ")", | /a\\(/)',
    'model.fit([1, |2])',
  ]) {
    const at = code.indexOf('|');
    assert.deepEqual(pathAround(code.replaceAll('|', ''), at)?.path, ['model', 'fit'], code);
  }
  assert.deepEqual(pathAround('f(`${model.fi}`)', 13)?.path, ['model', 'fi']);
  assert.deepEqual(pathAround('f(a ? b : c)', 7)?.path, ['b']);
  assert.equal(pathAround('"wo"', 2), undefined);
  assert.equal(pathAround('  ', 1), undefined);
  assert.equal(pathAround('(1, ', 4), undefined);
});

test('long texts take their length in time, not its square', () => {
  const began = performance.now();
  for (const unit of ['x', '7', ' ', '\n', '.', 'a.', 'a[0].', '()']) {
    const code = `${unit.repeat(600_000 / unit.length)};\nlayers.Den`;
    assert.deepEqual(pathBefore(code, code.length)?.owner, ['layers'], unit);
    assert.deepEqual(pathAround(code, code.length)?.path, ['layers', 'Den'], unit);
    pathAround(unit.repeat(600_000 / unit.length), 600_000);
  }
  assert.ok(performance.now() - began < 10_000);
});
