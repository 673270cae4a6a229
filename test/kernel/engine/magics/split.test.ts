// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitMagics } from '../../../../kernel/engine/magics/split.js';

const known = new Set(['time', 'who', 'reset', 'html']);

function parts(source: string): string[] {
  return splitMagics(
    source,
    (name) => known.has(name),
    (name) => name === 'known',
  ).map((part) =>
    part.kind === 'code'
      ? part.code
      : `${part.body === undefined ? '%' : '%%'}${part.name}(${part.rest})@${part.line}${part.body === undefined ? '' : `:${part.body}`}`,
  );
}

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['1 + 1', ['1 + 1']],
  ['const a = b % c', ['const a = b % c']],
  ['%who', ['%who()@1']],
  ['%time  f(1)  ', ['%time(f(1))@1']],
  ['a;\n%who\nb', ['a;', '%who()@2', '\n\nb']],
  ['a\n%reset -f', ['a', '%reset(-f)@2']],
  ['%%html\n<b>\n%who', ['%%html()@1:<b>\n%who']],
  ['\n\n%%html x\nbody', ['%%html(x)@3:body']],
  ['`\n%who\n`', ['`\n%who\n`']],
  ['`${ { a: `\n%who` }.a }\n%who`\n%who', ['`${ { a: `\n%who` }.a }\n%who`', '%who()@4']],
  ['/*\n%who\n*/', ['/*\n%who\n*/']],
  ['"`"; // `\n%who', ['"`"; // `', '%who()@2']],
  ['a\n%b', ['a\n%b']],
  ['a;\n%b', ['a;', '%b()@2']],
  ['a\n% who', ['a\n% who']],
  ['%nonsense', ['%nonsense()@1']],
  ['%who it`s /*\n%who', ['%who(it`s /*)@1', '%who()@2']],
  ['!ls', ['%!(ls)@1']],
  ['let a = 1;\n!echo a  /* \nb', ['let a = 1;', '%!(echo a  /*)@2', '\n\nb']],
  [
    '!npm install x\n!./run.sh\n!ls -la /tmp/*',
    ['%!(npm install x)@1', '%!(./run.sh)@2', '%!(ls -la /tmp/*)@3'],
  ],
  ['!known', ['!known']],
  ['const done = f();\n!done', ['const done = f();\n!done']],
  ['f(\n!other)', ['f(\n!other)']],
  ['!await f(x)', ['!await f(x)']],
  ['!(a as B)', ['!(a as B)']],
  ['!process && 1', ['!process && 1']],
  ['!x.some(\n(y) => y)', ['!x.some(\n(y) => y)']],
  ['`\n!ls -l a\n`', ['`\n!ls -l a\n`']],
];

for (const [source, expected] of CASES) {
  test(JSON.stringify(source), () => assert.deepEqual(parts(source), expected));
}

test('many empty lines take their number in time, not its square', () => {
  const began = performance.now();
  const source = `${'\n'.repeat(600_000)}1`;
  assert.deepEqual(
    splitMagics(source, () => true),
    [{ kind: 'code', code: source }],
  );
  assert.ok(performance.now() - began < 5000);
});
