import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { relative } from 'node:path';
import { test } from 'node:test';
import { completeMagic as complete } from '../../../../kernel/engine/magics/complete.js';

const completeMagic = (code: string, cursor = code.length) => complete(code, cursor, import.meta.dirname);

test('magics are completed at the start of a line', () => {
  assert.deepEqual(completeMagic('%ti', 3)?.matches, ['%time', '%timeit']);
  const cell = completeMagic('x\n%%ht', 6);
  assert.deepEqual([cell?.matches, cell?.cursor_start, cell?.cursor_end], [['%%html'], 2, 6]);
  assert.equal(completeMagic('a % ti', 6), undefined);
  assert.ok((completeMagic('%', 1)?.matches.length ?? 0) > 5);
});

test('arguments of magics, and no TypeScript where none stands', () => {
  assert.deepEqual(completeMagic('%load ./sp')?.matches, ['./split.test.ts']);
  assert.deepEqual(completeMagic('%cd ../mag')?.matches, ['../magics/']);
  assert.deepEqual(completeMagic('%backend w')?.matches, ['webgpu', 'wasm']);
  assert.deepEqual(completeMagic('%help timeit')?.matches, ['timeit']);
  const command = completeMagic('x\n!ls -l ../mag');
  assert.deepEqual([command?.matches, command?.cursor_start], [['../magics/'], 9]);
  const home = relative(homedir(), import.meta.dirname);
  assert.deepEqual(completeMagic(`!cat ~/${home}/split`)?.matches, [`~/${home}/split.test.ts`]);
  assert.deepEqual(completeMagic('!cat "spl')?.matches, ['split.test.ts']);
  assert.equal(completeMagic('a\n  !b.c'), undefined);
  assert.deepEqual(completeMagic('%npm install x')?.matches, []);
  assert.deepEqual(completeMagic('%%html\n<b')?.matches, []);
  assert.equal(completeMagic('%time Ma'), undefined);
  assert.equal(completeMagic('%%time\nMa'), undefined);
});
