import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pad, textTable, textWidth, truncate, wrap } from '../../../../src/display/format/text.js';

test('wide characters take two columns', () => {
  assert.equal(textWidth('loss'), 4);
  assert.equal(textWidth('损失'), 4);
  assert.equal(textWidth('×−–█'), 4);
  assert.equal(pad('损失', 6), '损失  ');
  assert.equal(pad('1', 3, 'right'), '  1');
});

test('cuts with an ellipsis', () => {
  assert.equal(truncate('short', 5), 'short');
  assert.equal(truncate('longer', 5), 'long…');
  assert.equal(truncate('损失函数', 5), '损失…');
});

test('a table is as wide as its widest cells', () => {
  const { lines, width } = textTable(
    [
      { head: 'a', align: 'left' },
      { head: 'n', align: 'right', min: 3 },
    ],
    [['xyz', '1'], 'rule', ['x', '22']],
  );
  assert.equal(width, 8);
  assert.deepEqual(lines, ['a      n', '────────', 'xyz    1', '────────', 'x     22']);
});

test('wraps at spaces and indents what follows', () => {
  assert.deepEqual(wrap('one two three', 8, '  '), ['one two', '  three']);
  assert.deepEqual(wrap('unbreakable', 4), ['unbreakable']);
});
