// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
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
  [
    'a command for the shell',
    '!echo "hi" it`s\n!done\n%who',
    'process.getBuiltinModule(\'node:child_process\').spawnSync("echo \\"hi\\" it`s", ' +
      "{ shell: true, stdio: ['ignore', 'inherit', 'inherit'] }); //^ !echo \"hi\" it`s\n!done\n// %who",
  ],
  [
    'marks in a template',
    'const a = `\n// %time x\n${`\n// %who\n`}`;',
    'const a = `\n// %time x\n${`\n// %who\n`}`;',
  ],
  ['the program of a script', '#!/usr/bin/env node\nx\n// #! y', '// #!/usr/bin/env node\nx\n// // #! y'],
  ['no magics', 'const a = 5 %b;\n// 50 % of it', 'const a = 5 %b;\n// 50 % of it'],
];

for (const [name, code, commented] of cases) {
  test(name, () => {
    assert.equal(
      commentMagics(code, (word) => word === 'done'),
      commented,
    );
    assert.equal(restoreMagics(commented), code);
  });
}
