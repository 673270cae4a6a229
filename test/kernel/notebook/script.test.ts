// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { LIBRARY_TYPES } from '../../../kernel/engine/names/globals.js';
import { type Notebook, parseNotebook } from '../../../kernel/notebook/nbformat.js';
import { parsePercent } from '../../../kernel/notebook/percent.js';
import { notebookToScript } from '../../../kernel/notebook/script.js';
import { scriptToNotebook } from '../../../kernel/notebook/script-to-notebook.js';
import { LANGUAGE_INFO } from '../../../kernel/protocol/language-info.js';

type Source = string | { markdown: string } | { raw: string };

function notebook(...sources: Source[]): Notebook {
  const cells = sources.map((source) => {
    if (typeof source === 'string') {
      return { cell_type: 'code', metadata: {}, source, outputs: [], execution_count: null };
    }
    const [[cell_type, text]] = Object.entries(source) as [[string, string]];
    return { cell_type, metadata: {}, source: text };
  });
  const kernelspec = { display_name: 'TypeScript (Cellgrad)', language: 'typescript', name: 'cellgrad' };
  return parseNotebook(
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells }),
    'n',
  );
}

/** Without the header. */
function script(...sources: Source[]): string {
  return notebookToScript(notebook(...sources), { where: 'n.ipynb' }).replace(
    /^\/\/ ---[\s\S]*?\/\/ ---\n\n/,
    '',
  );
}

test('cells in order, prelude imported, last values shown', () => {
  assert.equal(
    script(
      { markdown: '# A' },
      'const model = new Sequential([new layers.Dense({ units: 2 })]);\nmodel.summary()',
      'const x = tf.ones([1, 2]);\nmodel.predict(x) // look',
      'console.log(1);',
    ),
    `import { display, layers, Sequential, tf } from 'cellgrad';

// %% [markdown]
// # A

// %%
const model = new Sequential([new layers.Dense({ units: 2 })]);
model.summary()

// %%
const x = tf.ones([1, 2]);
display(model.predict(x)); //= // look

// %%
console.log(1);
`,
  );
});

test('imports are hoisted, merged and deduplicated', () => {
  assert.equal(
    script(
      "import { readFileSync } from 'node:fs';\nreadFileSync;",
      "import { readFileSync, existsSync } from 'node:fs';\nimport { tf } from 'cellgrad'; let a = tf",
    ),
    `import { display, tf } from 'cellgrad';
import { existsSync, readFileSync } from 'node:fs';

// %%
//^ import { readFileSync } from 'node:fs';
display(readFileSync); //=;

// %%
//^ import { readFileSync, existsSync } from 'node:fs';
//^ import { tf } from 'cellgrad'; //+
 let a = tf
`,
  );
});

test('a prelude name that a cell declares later, and one that is declared at once', () => {
  const text = script(
    'const before = metrics;',
    "const metrics = ['accuracy']; const display = 1;",
    'metrics',
  );
  assert.match(
    text,
    /^import \{ display as display_1, metrics as metrics_1 \} from 'cellgrad';\nlet metrics = metrics_1; \/\/\^/,
  );
  assert.match(text, /\/\*const\*\/ metrics = \['accuracy'\]; const display = 1;/);
  assert.match(text, /display_1\(metrics\); \/\/=/);
  assert.doesNotMatch(
    script("const metrics = ['accuracy'];", 'metrics.length;'),
    /cellgrad.*metrics|metrics.*cellgrad/,
  );
});

test('an imported name that a cell declares anew', () => {
  assert.match(
    script("import { a } from 'm';", 'const a = 1;'),
    /^import \{ a as a_1 \} from 'm';\n\n\/\/ %%\n\/\/\^ import \{ a \} from 'm';\nlet a = a_1; \/\/\^\n\n\/\/ %%\n\/\*const\*\/ a = 1;\n$/,
  );
});

test('the types that a cell may name without an import are exports of the package', () => {
  const index = readFileSync(resolve(import.meta.dirname, '../../../src/index.ts'), 'utf8');
  const exported = [...index.matchAll(/^export type \{([^}]*)\}|\btype (\w+)/gm)]
    .flatMap(([, list, one]) => list?.split(',') ?? one!)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  assert.deepEqual([...new Set(exported)].sort(), [...LIBRARY_TYPES].sort());
});

test('types are imported as types; other syntax than types is compiled below what was written', () => {
  const text = script(
    "import { Foo, bar } from './m';\nconst f: Foo = bar as Foo;\nlet t: Tensor;",
    'enum Color { Red }\nclass A { constructor(readonly x: number) {} }',
  );
  assert.match(text, /import \{ bar \} from '\.\/m';\nimport type \{ Foo \} from '\.\/m';/);
  assert.match(text, /import type \{ Tensor \} from 'cellgrad';/);
  assert.match(script('const f = (m: Model) => m;'), /^import type \{ Model \} from 'cellgrad';/);
  assert.match(
    text,
    /^\/\/\| enum Color \{ Red \}\n\/\/\| class A .*\n\/\/\|\^ runs as:\nvar Color;\n\(function \(Color\)/m,
  );
  assert.match(text, /this\.x = x;/);
});

test('magics become calls where a script can do the same', () => {
  const text = script(
    '%backend wasm\n%env A=b c\n%env A\n%cd "some where"\n%who\n1',
    '%%html\n<b>"x"</b>',
    '\n%%writefile -a a b.txt\n`x`\n',
    '%%script python3 -u\nprint(1)',
    '%backend',
  );
  assert.match(text, /^import \{ backends, display \} from 'cellgrad';$/m);
  for (const line of [
    'display(await backends.use("wasm")); //^ %backend wasm',
    'process.env["A"] = "b c"; //^ %env A=b c',
    'display(process.env["A"]); //^ %env A',
    'process.chdir("some where"); //^ %cd "some where"',
    '// %who',
    'display.html("<b>\\"x\\"</b>"); //^ %%html',
    '// <b>"x"</b>',
    'process.getBuiltinModule(\'node:fs\').appendFileSync("a b.txt", "`x`\\n"); //^ %%writefile -a a b.txt',
    'display(await backends.status()); //^ %backend',
  ])
    assert.ok(text.split('\n').includes(line), `${line}\n${text}`);
  assert.match(text, /execFileSync\("python3", \["-u"\], \{ input: "print\(1\)", stdio: /);
});

test('a cell that no run executes is a comment, one that may fail does not end the script', async () => {
  const cells = notebook('throw new Error("never")', 'const a = 1;\nclass B {}\nnull.x', 'new B(), a');
  cells.cells[0]!.metadata = { tags: ['skip-execution'] };
  cells.cells[1]!.metadata = { tags: ['raises-exception'] };
  const text = notebookToScript(cells, { where: 'n' });
  assert.match(text, /^\/\/\| throw new Error\("never"\)$/m);
  assert.match(
    text,
    /\nlet a, B; \/\/\^\ntry \{ \/\/\^\n\/\*const\*\/ a = 1;\n\/\*class\*\/ B = class B \{\};\ndisplay\(null\.x\); \/\/=\n\} catch \(error\) \{ console\.error\(String\(error\)\); \} \/\/\^\n/,
  );
  assert.deepEqual(scriptToNotebook(text, 'n').cells, cells.cells);
});

test('a cell that is meant not to parse stays as it is, and the script says its error', () => {
  const cells = notebook('const a = 1;\na', 'let = 5 +;\n\nconst a =', '/* unclosed', 'a');
  for (const cell of cells.cells.slice(1, 3)) cell.metadata = { tags: ['raises-exception'] };
  for (const js of [false, true]) {
    const text = notebookToScript(cells, { where: 'n', js });
    assert.match(
      text,
      /\n\/\/\| let = 5 \+;\n\/\/\|\n\/\/\| const a =\n\/\/\|\^ runs as:\nconsole\.error\("SyntaxError: Unexpected token"\);\n/,
    );
    assert.match(
      text,
      /\n\/\/\| \/\* unclosed\n\/\/\|\^ runs as:\nconsole\.error\("SyntaxError: [^\n]+"\);\n/,
    );
    if (!js) assert.deepEqual(scriptToNotebook(text, 'n').cells, cells.cells);
  }
  const early = notebook('function f() { await g() }');
  early.cells[0]!.metadata = { tags: ['raises-exception'] };
  assert.match(notebookToScript(early, { where: 'n' }), /\nconsole\.error\("SyntaxError: /);
  assert.throws(() => script('let = 5 +;'), /cell 1, line 1: expected TypeScript/);
});

test('what only a page has fails at its line, not where the script begins', () => {
  assert.match(script('const w = comms.widget({});'), /^const comms = new Proxy\(.* as any; \/\/\^$/m);
  assert.match(
    script('1 + 1', '_ * 2'),
    /^const _ = new Proxy\(.*keeps no last value; give the value a name.*\/\/\^$/m,
  );
  assert.doesNotMatch(script("import _ from 'lodash';", '_.map([1], (_, i) => i);'), /Proxy/);
});

test("CommonJS's names, tslab and magics", () => {
  const text = script("const fs = require('fs');\n%who x\n__dirname;", "import * as tslab from 'tslab';");
  assert.match(
    text,
    /createRequire\(import\.meta\.url\); \/\/\^\nconst __dirname = import\.meta\.dirname; \/\/\^\n/,
  );
  assert.match(text, /^\/\/ %who x$/m);
  assert.match(text, /^import \* as tslab from 'cellgrad\/tslab';$/m);
  assert.equal(scriptToNotebook(text, 'n.ts').cells.at(-1)?.source, "import * as tslab from 'tslab';");
});

test('values that say nothing are not shown', () => {
  for (const code of [
    'console.log(1)',
    'display(x)',
    'display.html("")',
    'void x',
    'const m = new Sequential();\nm.add(l)',
    'model.compile({})',
  ]) {
    assert.doesNotMatch(script(code), /\/\/=/, code);
  }
  for (const code of [
    'x',
    'f()',
    'await model.fit(x)',
    't.add(1)',
    'const t = tf.ones([1]);\nt.add(1)',
    '(x, y)',
    'x = 5',
  ])
    assert.match(script(code), /\/\/=/, code);
});

test('--js leaves no types', () => {
  const text = notebookToScript(
    notebook('interface A { a: number }\nconst a: A = { a: 1 };\na!.a as number'),
    {
      where: 'n',
      js: true,
    },
  );
  assert.match(text, /\/\/ %%\nconst a = \{ a: 1 \};\ndisplay\(a\.a\); \/\/=/);
});

test('and back again, without loss', () => {
  const before = notebook(
    { markdown: '# T\n\n* a' },
    { markdown: '%% a\n// %% b\n%%\r\n\r\n' },
    { raw: '%% [markdown]\r\n*/' },
    'let crlf = 1;\r\ncrlf\r\n',
    'const mixed = 1;\r\n\nmixed',
    "import fs, {\n  readFileSync as r,\n} from 'node:fs'; // files\nconst early = metrics;",
    '%time x\nconst x: number = 1;\n[1, 2].map((v) => v + x) // hello',
    "const metrics = ['a'];\nconst { x, y } = { x: 1, y: 2 };\nfunction f() {}\n\nx, y;",
    'async function f(a: number) { return a }\nlet fs: string = "a";\nclass A {}',
    'class A extends B {}\nfor (var i = 0; i < 3; i++) {}\nnew A()',
    '%%bash\nls\n\necho',
    '// %% no cell\n// %time no magic\n"text"',
    '',
    { raw: 'raw' },
    '\n\n  3\n\n',
    '\n',
    '%%html\n<b>x</b>',
    '%backend wasm\n%who\nlet u = 3, x;\nf(1); function g() {}',
    "import { g } from 'm'; g();",
    "\nenum Color { Red = 'r' }\n%env A=b\nColor.Red\n",
    'const { length, ...others }: Record<string, number> = {};\nlength',
    '//^',
    '?tf.ones',
    'Sequential??',
    'exit',
    '//| mine\n//| too',
    "const page = `\n// %% [markdown]\n//^ import 'a';\n//${''} %%\n// %% ${[\n// %% a comment\n1]}\n; //^\n`;\npage",
    "//^ import 'mine';\nf(1); //^\nf(2); //= 2\nf(3) //=> 3",
    'const last = 1 //+\nf(last); //=',
    '!ls -l | wc -l\n!echo `date`\n%who\nconst ready = true;\n!ready',
    'ready = 3 // %% 5',
  );
  before.cells[0]!.id = 'first-cell';
  before.cells[5]!.metadata = { id: 'x', 'a key': [1], collapsed: true };
  before.cells[5]!.id = 'second';
  before.cells[0]!.metadata = { slideshow: { slide_type: 'slide' } };
  before.metadata['language_info'] = { ...LANGUAGE_INFO };
  before.metadata['authors'] = [{ name: 'A: "B" #c' }];
  before.metadata['title'] = 'on: off';
  before.metadata['year'] = '2024';
  before.metadata['multi'] = 'a\nb';
  before.metadata['none'] = null;
  before.cells[6]!.metadata = { tags: ['parameters'], name: 'x y' };
  const text = notebookToScript(before, { where: 'n.ipynb' });
  const after = scriptToNotebook(text, 'n.ts');
  assert.deepEqual(after.cells, before.cells);
  assert.deepEqual(after.metadata, before.metadata);
  assert.equal(notebookToScript(after, { where: 'n.ipynb' }), text);
});

test('a text in a template is the same in the script, also where it looks like a marker', () => {
  const text = script('const a = `\n// %% b\n//${""} c`;\na');
  const cell = text.slice(text.indexOf('// %%\n') + 6);
  assert.equal(new Function(cell.replace(/display\((.*)\).*/, 'return $1'))(), '\n// %% b\n// c');
  assert.equal(parsePercent(text).cells.length, 1);
});

const folder = mkdtempSync(join(tmpdir(), 'script-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'made.mjs'), 'export default 1; export const b = 2;');
writeFileSync(join(folder, 'data.json'), '{ "b": 3 }');
mkdirSync(join(folder, 'node_modules', 'cellgrad'), { recursive: true });
writeFileSync(join(folder, 'node_modules', 'cellgrad', 'index.js'), 'exports.display = () => {};');

/** What the cells push into `log` when their notebook runs as one module; and they come back as they were. */
async function logOf(name: string, notebook: Notebook): Promise<unknown[]> {
  const ts = notebookToScript(notebook, { where: 'n' });
  assert.deepEqual(scriptToNotebook(ts, 'n').cells, notebook.cells, ts);
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, notebookToScript(notebook, { where: 'n', js: true }));
  return ((await import(path)) as { log: unknown[] }).log;
}

const START = 'export const log: unknown[] = [];';

const meanings: Record<string, [cells: string[], log: unknown[]]> = {
  'lines without semicolons do not go on in the next cell': [
    [
      'let v = 1',
      '[v] = [2]\nlog.push(v)',
      'let f = () => 3',
      '(() => log.push(f()))()',
      'let n = 4',
      '/4/.test("4") && log.push(n)',
    ],
    [2, 3, 4],
  ],
  'comments and stars in annotations': [
    [
      "let a: /* x */ 'p*q' | number = 1",
      "let a: /* x */ 'p*q' | number = 2;\nlog.push(a)",
      "let a: 'p*q' = 'p*q';\nlog.push(a)",
    ],
    [2, 'p*q'],
  ],
  'decorators and abstract classes, again': [
    [
      'function seen(_: unknown, { name }: { name?: string }) { log.push(name) }',
      '@seen class A { v = 1 }',
      '@seen class A { v = 2 }\nlog.push(new A().v);',
      'abstract class B { abstract n: number; twice() { return 2 * this.n } }',
      'abstract class B { abstract n: number; twice() { return 3 * this.n } }',
      'log.push(new (class extends B { n = 1 })().twice());',
    ],
    ['A', 'A', 2, 3],
  ],
  'a function that an earlier one calls, declared at the end of its cell': [
    [
      'function outer() { return inner() }\nfunction inner() { return 1 }',
      'log.push(outer())\nfunction inner() { return 2 }',
      'const k = 5\nfunction inner() { return k }\nlog.push(outer());',
    ],
    [2, 5],
  ],
  'enums and namespaces where the name is taken': [
    [
      'class E {}',
      'enum E { A = 7 }\nlog.push(E.A);',
      'const N = 1;',
      'namespace N { export const a = 8 }\nnamespace N { export const b = 9 }\nlog.push(N.a, N.b);',
      'export enum E { A = 10 }',
      'export enum E { A = 11 }\nlog.push(E.A);',
    ],
    [7, 8, 9, 11],
  ],
  'exports of several cells': [
    [
      'export const a = 1, b = 2',
      'export const a = 3',
      'export { a, b as c }',
      'export { a, b as d }',
      'export function f() { return 4 }',
      'export default function f() { return 5 }\nlog.push(a, f());',
      'export default class {}',
      'export default { a }',
      'export default (log.push(6), 0)',
      "export * as made from './made.mjs'",
      "export * as made from './made.mjs'",
    ],
    [3, 5, 6],
  ],
  'JSON says what it is, also where parts of it are imported and where the import is a call': [
    [
      "import all from './data.json';\nlog.push(all.b);",
      "import { b } from './data.json';\nlog.push(b);",
      "import { b } from './data.json';\nlog.push((await import('./data.json')).default.b + b);",
    ],
    [3, 3, 6],
  ],
  'a file that a cell writes is imported where the import stands': [
    [
      `%%writefile ${join(folder, 'late.mjs')}\nexport default 1;\nexport const b = 2;`,
      "import one, { b } from './late.mjs';\nlog.push(one, b);",
      "import * as all from './late.mjs'; log.push(all.b);\nimport './late.mjs';",
      "import { b } from './late.mjs';\nlog.push(b);",
    ],
    [1, 2, 2, 2],
  ],
  'what Node does not run is compiled': [
    [
      "import path = require('node:path')",
      "import path = require('path')\nlog.push(path.basename('/a/b'))",
      'class A { accessor a = 1 }\nlog.push(new A().a)',
      '{ using b = { [Symbol.dispose]: () => log.push(2) } }',
      'const path = 3\nlog.push(path)',
    ],
    ['b', 1, 2, 3],
  ],
  'a type leaves the name to a class': [
    [
      "import type { T } from './types.js';\nlet t: T;",
      'class T { v = 1 }',
      'class T { v = 2 }\nlog.push(new T().v);',
    ],
    [2],
  ],
};

for (const [name, [cells, log]] of Object.entries(meanings)) {
  test(`in one module: ${name}`, async () => {
    assert.deepEqual(await logOf(name.replace(/\W+/g, '-'), notebook(START, ...cells)), log);
  });
}

test('what a cell that may fail imports, exports and declares is there for the next one', async () => {
  const cells = notebook(
    START,
    "import one, { b } from './made.mjs';\nexport const c = one;\nexport { c as d };\nenum E { A = 3 }\nnull!.x;",
    'const b = 4;',
    'log.push(one, b, c, E.A);',
  );
  cells.cells[1]!.metadata = { tags: ['raises-exception'] };
  assert.deepEqual(await logOf('fails', cells), [1, 4, 1, 3]);
});

test('decorators of the older kind, where the folder asks for them', () => {
  const cells = notebook('@dec class A {}', '@dec class A {}');
  const text = notebookToScript(cells, { where: 'n', js: true, decorators: { legacyDecorators: true } });
  assert.match(text, /A = \(\(\) => \{\s+let A = class A/);
  assert.match(text, /A = __decorate\(\[/);
});

test('modules are named as they are found from where the script is', () => {
  const code =
    "export { a } from './m';\nexport * from './m';\nconst { b } = await import('./m');\nimport('fs');";
  const text = notebookToScript(notebook(code), { where: 'n', resolve: (m) => m.replace('./m', '../m.ts') });
  assert.equal(text.match(/'\.\.\/m\.ts'/g)?.length, 3);
  assert.match(text, /import\('fs'\)/);
});

test('an ambient declaration at the end leaves the value, and so does a comment like our marks', () => {
  assert.match(script('[1] //^ one'), /^display\(\[1\]\); \/\/= \/\/\^ one$/m);
  assert.match(script('1 + 1\ndeclare const x: number'), /^display\(1 \+ 1\); \/\/=$/m);
});
