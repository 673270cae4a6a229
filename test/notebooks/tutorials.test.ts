/** Each tutorial runs headless, shows what it should, reaches its accuracy; its export gives the same numbers. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { exportFile } from '../../kernel/notebook/export.js';
import type { CodeCell, Notebook } from '../../kernel/notebook/nbformat.js';
import { readNotebook } from '../../kernel/notebook/nbformat.js';
import { runNotebook } from '../../kernel/notebook/run.js';
import { MISSING, OPENMPI } from '../distribute/jobs.js';

const ROOT = resolve(import.meta.dirname, '..', '..');
const execute = promisify(execFile);

function outputsOf(notebook: Notebook): CodeCell['outputs'] {
  return notebook.cells.flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : []));
}

function mimesOf(notebook: Notebook): Set<string> {
  return new Set(outputsOf(notebook).flatMap((output) => ('data' in output ? Object.keys(output.data) : [])));
}

function printed(notebook: Notebook): string {
  return outputsOf(notebook)
    .map((output) => (output.output_type === 'stream' && output.name === 'stdout' ? output.text : ''))
    .join('');
}

function accuracyIn(text: string): number {
  return Number(/Test accuracy: ([\d.]+)/.exec(text)?.[1]);
}

async function run(name: string): Promise<Notebook> {
  const log: string[] = [];
  const { ok, notebook } = await runNotebook(join(ROOT, 'notebooks', name), {
    out: join(folder(), name),
    progress: { write: (text) => log.push(text) },
  });
  assert.ok(ok, log.join(''));
  return notebook;
}

/** Inside of the package, so that a script's `import … from 'cellgrad'` finds it. */
function folder(): string {
  const path = join(ROOT, 'out', 'test');
  mkdirSync(path, { recursive: true });
  return path;
}

function assertShown(notebook: Notebook): void {
  const mimes = mimesOf(notebook);
  for (const mime of ['text/plain', 'text/html', 'application/vnd.vegalite.v5+json', 'image/png']) {
    assert.ok(mimes.has(mime), `${mime} is in none of ${[...mimes].join(', ')}`);
  }
  const html = outputsOf(notebook).flatMap((output) =>
    'data' in output ? [String(output.data['text/html'] ?? '')] : [],
  );
  assert.ok(
    html.some((text) => /Total/i.test(text) && /dense/i.test(text)),
    'no model summary',
  );
  assert.ok(
    html.some((text) => /<th[^>]*>Epoch/.test(text)),
    'no table of epochs',
  );
}

test('00-first-steps: over 0.95, the same numbers every time, and as a script', async () => {
  const notebook = await run('00-first-steps.ipynb');
  assertShown(notebook);
  const text = printed(notebook);
  assert.ok(accuracyIn(text) > 0.95, text);

  const script = join(folder(), 'first-steps.ts');
  await exportFile(join(ROOT, 'notebooks', '00-first-steps.ipynb'), { out: script });
  const ran = await execute(process.execPath, ['--import', 'tsx', script], { cwd: folder(), maxBuffer: 1e8 });
  assert.equal(lossAndAccuracy(ran.stdout), lossAndAccuracy(text));

  const js = await exportFile(join(ROOT, 'notebooks', '00-first-steps.ipynb'), {
    js: true,
    out: join(folder(), 'js.mjs'),
  });
  const plain = await execute(process.execPath, [js], { cwd: folder(), maxBuffer: 1e8 });
  assert.equal(lossAndAccuracy(plain.stdout), lossAndAccuracy(text));
});

function lossAndAccuracy(text: string): string {
  return [...text.matchAll(/^Test (?:loss|accuracy): .*$/gm)].map(([line]) => line).join('\n');
}

const data = process.env['CELLGRAD_DATA_DIR'];
const hasMnist = data !== undefined && existsSync(join(data, 'mnist'));
const skip = hasMnist ? false : 'SKIPPED: needs the real MNIST in $CELLGRAD_DATA_DIR/mnist';

test('01-mnist: at least 0.97 on the real test set', { skip }, async () => {
  const notebook = await run('01-mnist.ipynb');
  assertShown(notebook);
  assert.ok(accuracyIn(printed(notebook)) >= 0.97, printed(notebook));
});

test('as scripts they have no type errors', async () => {
  const names = ['00-first-steps', '01-mnist'];
  const scripts = names.map((name) => join(folder(), `${name}.ts`));
  for (const [i, name] of names.entries()) {
    await exportFile(join(ROOT, 'notebooks', `${name}.ipynb`), { out: scripts[i]! });
  }
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const options =
    '--ignoreConfig --noEmit --strict --skipLibCheck --module nodenext --target es2022 --types node'.split(
      ' ',
    );
  await execute(process.execPath, [tsc, ...options, ...scripts], { cwd: folder() }).catch(
    (error: { stdout: string }) => assert.fail(error.stdout),
  );
});

test('the committed notebooks carry the outputs of a run without errors', async () => {
  for (const name of ['00-first-steps.ipynb', '01-mnist.ipynb']) {
    const notebook = await readNotebook(join(ROOT, 'notebooks', name));
    assertShown(notebook);
    assert.ok(outputsOf(notebook).every(({ output_type }) => output_type !== 'error'));
    assert.ok(accuracyIn(printed(notebook)) > 0.95);
    const kernelspec = notebook.metadata['kernelspec'] as { name: string };
    assert.equal(kernelspec.name, 'cellgrad');
  }
});

after(() => rmSync(join(ROOT, 'out', 'test'), { recursive: true, force: true }));

test('12-several-devices: two replicas have the losses of one process', {
  skip: OPENMPI === undefined && MISSING,
}, async () => {
  const text = printed(await run('12-several-devices.ipynb'));
  const [alone, together] = ['one process', 'two replicas'].map(
    (who) => new RegExp(`losses of ${who}: (.*)`).exec(text)?.[1],
  );
  assert.ok(alone !== undefined && alone === together, text);
  assert.match(text, /replica 0 hears: .*replica 1 failed/);
});
