import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CellFiles } from '../../../kernel/debugger/cell-files.js';
import { murmur2 } from '../../../kernel/debugger/murmur2.js';

test('a cell is called by its prefix, the hash of its text and its suffix, and its text is found again', () => {
  const cells = new CellFiles(7);
  const path = cells.add('let a = 1');
  assert.equal(path, `${cells.prefix}${murmur2('let a = 1', cells.hashSeed)}${cells.suffix}`);
  assert.equal(cells.code(path), 'let a = 1');
  assert.equal(cells.code(`${path}x`), undefined);
  assert.ok(cells.isCell(path) && !cells.isCell('/elsewhere/1.ts'));
  assert.notEqual(new CellFiles(8).prefix, cells.prefix);
});
