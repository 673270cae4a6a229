import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transform } from '../../../../kernel/engine/transpile/transform.js';

const options = { lang: 'ts', sourceType: 'module', sourcemap: true } as const;

test('a text as oxc has it', () => {
  const { code, map, errors } = transform('a.ts', 'const a: number = 1;', options);
  assert.deepEqual([code, errors], ['const a = 1;\n', []]);
  assert.equal(map?.version, 3);
});

test('what oxc would end the process for is read in a thread with more stack', () => {
  const nested = `type A = ${'Array<'.repeat(20_000)}1${'>'.repeat(20_000)}; const a = 1;`;
  assert.equal(transform('a.ts', nested, options).code, 'const a = 1;\n');
  const { errors } = transform('a.ts', `${nested} const = 1`, options);
  assert.match(errors[0]!.message, /Unexpected token/);
  assert.equal(errors[0]!.labels[0]!.start, nested.length + 7);
});

test('what is too much there, too, is an error', () => {
  assert.throws(() => transform('a.ts', 'namespace A {'.repeat(200_000), options), {
    name: 'RangeError',
    message: 'The text nests too deeply to be compiled',
  });
});
