import assert from 'node:assert/strict';
import { test } from 'node:test';
import { murmur2 } from '../../../kernel/debugger/murmur2.js';

test('the hashes are those of ipykernel (and JupyterLab), for every length of the rest and beyond ASCII', () => {
  // ipykernel.compiler.murmur2_x86(text, 0xc70f6907)
  const expected: readonly (readonly [string, number])[] = [
    ['', 3990065800],
    ['a', 2167009006],
    ['ab', 2805137849],
    ['abc', 3350977461],
    ['abcd', 804720481],
    ['const x = 1\nx', 808481345],
    ['äöü😀', 2109919820],
  ];
  for (const [text, hash] of expected) assert.equal(murmur2(text, 0xc70f6907), hash, text);
});
