/** What `npm pack` makes, installed into an empty folder, is a program that runs a notebook. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..');
const execute = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'packaging-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const npm = (args: string[], cwd: string) =>
  execute('npm', args, { cwd, maxBuffer: 1e8, shell: process.platform === 'win32' });

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

test('the package holds the program and the notebooks, and installs and runs', async () => {
  assert.ok(
    existsSync(join(ROOT, 'dist', 'kernel', 'cli.js')),
    'dist/ is missing: node scripts/build.mjs makes it',
  );
  const [packed] = JSON.parse((await npm(['pack', '--json', '--pack-destination', folder], ROOT)).stdout) as [
    Packed,
  ];
  const paths = packed.files.map(({ path }) => path);
  for (const path of [
    'dist/kernel/cli.js',
    'dist/src/index.js',
    'dist/src/index.d.ts',
    'LICENSE',
    'package.json',
  ]) {
    assert.ok(paths.includes(path), path);
  }
  for (const path of paths)
    assert.doesNotMatch(path, /^(?:src|kernel|test|scripts|bench|node_modules|\.venv)\//);
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  assert.ok(
    packed.files.find(({ path }) => path === bin.cellgrad)!.mode & 0o100,
    'the program is not executable',
  );

  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }');
  await npm(
    [
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      join(folder, packed.filename),
    ],
    project,
  );
  const cells = [
    "const [[x, y]] = await datasets.digits.loadData();\nconsole.log(x.shape.join('×'), y.dtype)",
    'const m = new Sequential([new layers.Flatten(), new layers.Dense({ units: 10, activation: "softmax" })]);',
    'm.compile({ optimizer: "adam", loss: "sparseCategoricalCrossentropy" });\nconst h = await m.fit(x, y, { epochs: 1 });',
    "import { Sequential as Same } from 'cellgrad';\nconsole.log(h.history.loss.length, Same === Sequential)",
  ].map((source) => ({ cell_type: 'code', metadata: {}, source, outputs: [], execution_count: null }));
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
  writeFileSync(join(project, 'n.ipynb'), JSON.stringify(notebook));
  await npm(['exec', '--', 'cellgrad', 'run', 'n.ipynb', '--out', 'out.ipynb'], project);
  const text = readFileSync(join(project, 'out.ipynb'), 'utf8');
  assert.match(text, /1438×8×8 int32/);
  assert.match(text, /1 true/);

  // And as a library, in a program of its own.
  writeFileSync(
    join(project, 'program.js'),
    "import { datasets, tf } from 'cellgrad';\nconst [[x]] = await datasets.digits.loadData();\nconsole.log(x.shape.join(), tf.add(1, 2).dataSync()[0]);",
  );
  const { stdout } = await execute(process.execPath, ['program.js'], { cwd: project });
  assert.match(stdout, /^1438,8,8 3$/m);
});
