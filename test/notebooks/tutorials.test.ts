/**
 * The course: each notebook runs through the kernel twice in one session and shows the same figures both times, those that
 * are committed, and its export prints the same numbers. A share of them here and MNIST once, all in the full run.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { exportFile } from '../../kernel/notebook/export.js';
import { type CodeCell, type Notebook, readNotebook, writeNotebook } from '../../kernel/notebook/nbformat.js';
import { runNotebook } from '../../kernel/notebook/run.js';
import { MISSING, OPENMPI } from '../distribute/jobs.js';
import { share } from '../share.js';
import { isSameLine, missingLine, printedLines, shownLines, timeless } from './figures.js';

const ROOT = resolve(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, 'notebooks');
const execute = promisify(execFile);

const NAMES = readdirSync(FOLDER, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ipynb') && !name.includes('checkpoints'))
  .sort();
const MNIST = NAMES.filter((name) => basename(name).startsWith('01'));
/** Its cells run in other processes, and one of them fails on purpose. */
const SEVERAL_DEVICES = '12-several-devices.ipynb';

const full = Boolean(process.env['CELLGRAD_TEST_FULL']);
const data = process.env['CELLGRAD_DATA_DIR'];
const hasMnist = data !== undefined && existsSync(join(data, 'mnist'));

/** Inside of the package, so that a script's `import … from 'cellgrad'` finds it. */
const OUT = join(ROOT, 'out', 'test');
mkdirSync(OUT, { recursive: true });
after(() => rmSync(OUT, { recursive: true, force: true }));

for (const name of share(
  NAMES.filter((one) => !MNIST.includes(one) && one !== SEVERAL_DEVICES),
  1,
))
  test(`${name}: the same figures twice, as committed, and as a script`, async () => {
    await check(name);
  });

for (const name of MNIST) {
  const isFirst = name === '01-mnist.ipynb';
  const skip = !hasMnist
    ? 'SKIPPED: needs the real MNIST in $CELLGRAD_DATA_DIR/mnist'
    : !full && !isFirst && 'full run only';
  const what = full ? 'the same figures twice, as committed, and as a script' : 'runs and learns';
  test(`${name}: ${what}`, { skip }, async () => {
    const notebook = full ? await check(name) : await run(join(FOLDER, name), join(OUT, basename(name)));
    assert.ok(accuracyIn(notebook) >= 0.97);
  });
}

async function check(name: string): Promise<Notebook> {
  const committed = await readNotebook(join(FOLDER, name));
  const [first, second] = await runTwice(name, committed);
  assertSame(shownLines(first), shownLines(committed), 0.03, 'as committed');
  assertSame(shownLines(second), shownLines(first), 1e-6, 'the second time');

  const script = join(OUT, `${basename(name, '.ipynb')}.ts`);
  await exportFile(join(FOLDER, name), { out: script });
  const options = { cwd: OUT, maxBuffer: 1e8 };
  const { stdout } = await execute(process.execPath, ['--import', 'tsx', script], options);
  assert.equal(missingLine(printedLines(first), timeless(stdout), 1e-6), undefined, 'of the script');
  if (full) {
    const plain = await exportFile(join(FOLDER, name), { js: true, out: script.replace(/ts$/, 'mjs') });
    const { stdout } = await execute(process.execPath, [plain], options);
    assert.equal(missingLine(printedLines(first), timeless(stdout), 1e-6), undefined, 'of the JavaScript');
  }
  return first;
}

/** All cells, and then all cells again, in one session. */
async function runTwice(name: string, notebook: Notebook): Promise<[Notebook, Notebook]> {
  const path = join(OUT, basename(name));
  const again = notebook.cells.map((cell) => ({ ...cell, id: `${cell.id}-again` }));
  await writeNotebook(path, { ...notebook, cells: [...notebook.cells, ...again] });
  const ran = await run(path, path);
  const half = notebook.cells.length;
  return [
    { ...ran, cells: ran.cells.slice(0, half) },
    { ...ran, cells: ran.cells.slice(half) },
  ];
}

async function run(path: string, out: string): Promise<Notebook> {
  const log: string[] = [];
  const { ok, notebook } = await runNotebook(path, { out, progress: { write: (text) => log.push(text) } });
  assert.ok(ok, log.slice(-20).join(''));
  return notebook;
}

function assertSame(found: string[][], expected: string[][], tolerance: number, when: string): void {
  assert.equal(found.length, expected.length);
  for (const [i, lines] of found.entries()) {
    const other = expected[i]!;
    const where = `code cell ${i + 1}, ${when}`;
    assert.equal(lines.length, other.length, `${where}\n${lines.join('\n')}\n--\n${other.join('\n')}`);
    for (const [k, line] of lines.entries())
      assert.ok(isSameLine(line, other[k]!, tolerance), `${where}\n${line}\n${other[k]}`);
  }
}

function outputsOf(notebook: Notebook): CodeCell['outputs'] {
  return notebook.cells.flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : []));
}

function accuracyIn(notebook: Notebook): number {
  return Number(/Test accuracy: ([\d.]+)/.exec(printedLines(notebook).join('\n'))?.[1]);
}

test('as scripts they have no type errors', async () => {
  const scripts: string[] = [];
  // What replicas declare has other types than the same names outside.
  for (const name of NAMES.filter((one) => one !== SEVERAL_DEVICES)) {
    const out = join(OUT, `types-${dirname(name)}-${basename(name, '.ipynb')}.ts`);
    scripts.push(await exportFile(join(FOLDER, name), { out }));
  }
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const options =
    '--ignoreConfig --noEmit --strict --skipLibCheck --module nodenext --target es2022 --types node'.split(
      ' ',
    );
  await execute(process.execPath, [tsc, ...options, ...scripts], { cwd: OUT }).catch(
    (error: { stdout: string }) => assert.fail(error.stdout),
  );
});

test('the committed notebooks carry the outputs of a whole run, pictures among them', async () => {
  for (const name of NAMES) {
    const notebook = await readNotebook(join(FOLDER, name));
    const outputs = outputsOf(notebook);
    const mimes = new Set(outputs.flatMap((output) => ('data' in output ? Object.keys(output.data) : [])));
    assert.ok(mimes.has('text/html') || mimes.has('image/png'), `${name}: no picture`);
    if (name !== SEVERAL_DEVICES)
      assert.ok(
        outputs.every(({ output_type }) => output_type !== 'error'),
        name,
      );
    const counts = notebook.cells.flatMap((cell) =>
      cell.cell_type === 'code' ? [cell.execution_count] : [],
    );
    assert.deepEqual(
      counts,
      counts.map((_, i) => i + 1),
      `${name}: every cell ran, in order`,
    );
    const kernelspec = notebook.metadata['kernelspec'] as { name: string };
    assert.equal(kernelspec.name, 'cellgrad');
  }
});

test('the first two teach what they promise', async () => {
  for (const name of ['00-first-steps.ipynb', ...MNIST]) {
    const notebook = await readNotebook(join(FOLDER, name));
    assert.ok(accuracyIn(notebook) > 0.95, name);
    const html = outputsOf(notebook).map((output) =>
      'data' in output ? String(output.data['text/html'] ?? '') : '',
    );
    assert.ok(
      html.some((text) => /Total/i.test(text) && /dense/i.test(text)),
      `${name}: no model summary`,
    );
    assert.ok(
      html.some((text) => /<th[^>]*>Epoch/.test(text)),
      `${name}: no table of epochs`,
    );
  }
});

test(`${SEVERAL_DEVICES}: two replicas have the losses of one process`, {
  skip: OPENMPI === undefined && MISSING,
}, async () => {
  const log: string[] = [];
  const { ok, notebook } = await runNotebook(join(FOLDER, SEVERAL_DEVICES), {
    progress: { write: (text) => log.push(text) },
    print: () => {},
  });
  assert.ok(ok, log.join(''));
  const text = outputsOf(notebook)
    .map((output) => (output.output_type === 'stream' && output.name === 'stdout' ? output.text : ''))
    .join('');
  const [alone, together] = ['one process', 'two replicas'].map(
    (who) => new RegExp(`losses of ${who}: (.*)`).exec(text)?.[1],
  );
  assert.ok(alone !== undefined && alone === together, text);
  assert.match(text, /replica 0 hears: .*replica 1 failed/);
});
