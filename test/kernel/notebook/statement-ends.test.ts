import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinsLineAbove } from '../../../kernel/notebook/statement-ends.js';

test('what begins with a bracket goes on where no semicolon ends', () => {
  for (const code of ['[a] = b', '(f)()', '`a`', '+a', '-a', '/a/.test(b)', '// why\n\n(a)'])
    assert.ok(joinsLineAbove(code, 'let x = 1 // one'), code);
  for (const code of ['a', '{}', 'let b', '++a', ';[a]', '// (', ''])
    assert.ok(!joinsLineAbove(code, 'let x = 1'), code);
  assert.ok(!joinsLineAbove('(a)', 'f(); // f'));
  assert.ok(joinsLineAbove('(a)', 'const f = function () {}'));
});
