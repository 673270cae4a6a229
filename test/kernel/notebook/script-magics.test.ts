import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentMagics, restoreMagics } from '../../../kernel/notebook/script-magics.js';

const cases: [string, string, string][] = [
  ['line magics', '%who\nx %\ny;\n%unknown 5', '// %who\nx %\ny;\n// %unknown 5'],
  ['a magic that only watches', 'a;\n%time foo()\nx', 'a;\n/*%time*/ foo()\nx'],
  ['what only looks like one', 'const a = `\n%who\n`;\nb\n% c\n%d', 'const a = `\n%who\n`;\nb\n% c\n%d'],
  ['a magic around TypeScript', '%%time\nx', '// %%time\nx'],
  ['a cell in another language', '%%bash\nls\n\necho', '// %%bash\n// ls\n//\n// echo'],
  ['a comment that looks like ours', '// %time\n// // %%time\nx', '// // %time\n// // // %%time\nx'],
  ['no magics', 'const a = 5 %b;\n// 50 % of it', 'const a = 5 %b;\n// 50 % of it'],
];

for (const [name, code, commented] of cases) {
  test(name, () => {
    assert.equal(commentMagics(code), commented);
    assert.equal(restoreMagics(commented), code);
  });
}
