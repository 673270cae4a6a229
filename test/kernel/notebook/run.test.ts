import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type CodeCell, readNotebook } from '../../../kernel/notebook/nbformat.js';
import { NotebookError } from '../../../kernel/notebook/notebook-error.js';
import { type RunOptions, runNotebook } from '../../../kernel/notebook/run.js';

const folder = mkdtempSync(join(tmpdir(), 'run-'));
after(() => rmSync(folder, { recursive: true }));

type Source = string | { readonly code: string; readonly tags: readonly string[] };

function notebook(name: string, ...sources: Source[]): string {
  const cells = sources.map((source) => {
    const { code, tags } = typeof source === 'string' ? { code: source, tags: [] } : source;
    const stale = { output_type: 'stream', name: 'stdout', text: 'stale' };
    return { cell_type: 'code', metadata: { tags }, source: code, outputs: [stale], execution_count: 99 };
  });
  const path = join(folder, `${name}.ipynb`);
  writeFileSync(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
  return path;
}

async function run(path: string, options: RunOptions = {}) {
  const log: string[] = [];
  const printed: string[] = [];
  const result = await runNotebook(path, {
    progress: { write: (text) => log.push(text) },
    print: (text) => printed.push(text),
    ...options,
  });
  return {
    ...result,
    cells: result.notebook.cells as CodeCell[],
    log: log.join(''),
    printed: printed.join(''),
  };
}

test('runs the cells in one session and collects what they show', async () => {
  const path = notebook(
    'good',
    'let n = 0; function bump() { n++; return n }\nconsole.log("a"); console.log("b")',
    'bump()',
    '',
    { code: 'throw 1', tags: ['skip-execution'] },
    'n = 10; bump()',
  );
  const out = join(folder, 'good-out.ipynb');
  const { ok, cells, log, printed } = await run(path, { out });
  assert.equal(ok, true);
  assert.deepEqual(
    cells.map(({ execution_count }) => execution_count),
    [1, 2, null, null, 3],
  );
  assert.deepEqual(cells[0]!.outputs, [{ output_type: 'stream', name: 'stdout', text: 'a\nb\n' }]);
  assert.deepEqual(
    cells.map(({ outputs: [first] }) => first?.output_type === 'execute_result' && first.data['text/plain']),
    [false, '1', false, false, '11'],
  );
  assert.deepEqual(cells[3]!.outputs, []);
  assert.equal(printed, '');
  assert.match(log, /^cell 1 of 5 {2}let n = 0;.*\ncell 2 of 5 {2}bump\(\)\ncell 5 of 5/);
  const written = await readNotebook(out);
  assert.deepEqual(written.cells, cells);
  assert.equal((written.metadata['language_info'] as { name: string }).name, 'typescript');
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.part')),
    [],
  );
});

test('without --out the outputs are printed and nothing is written', async () => {
  const { printed } = await run(notebook('print', 'console.log("a")', '6 * 7'));
  assert.equal(printed, 'a\n42\n');
});

test('stops at the first cell that fails, and still writes what there is', async () => {
  const path = notebook(
    'bad',
    { code: 'missing', tags: ['raises-exception'] },
    'throw new TypeError("no")',
    '1',
  );
  const out = join(folder, 'bad-out.ipynb');
  const { ok, log, cells } = await run(path, { out });
  assert.equal(ok, false);
  assert.deepEqual(
    cells.map(({ outputs: [first] }) => first?.output_type === 'error' && first.ename),
    ['ReferenceError', 'TypeError', false],
  );
  assert.match(log, /TypeError: no\n[\s\S]*throw new TypeError[\s\S]*bad\.ipynb: cell 2 failed\./);
  assert.equal(existsSync(out), true);
});

test('parameters', async () => {
  const path = notebook('parameters', { code: 'const epochs = 1', tags: ['parameters'] }, 'epochs * 2');
  const { printed } = await run(path, { parameters: { epochs: 21 } });
  assert.equal(printed, '42\n');
});

test('a script in percent format runs as the notebook that it stands for', async () => {
  const path = join(folder, 'percent.ts');
  writeFileSync(
    path,
    'import { sep } from \'node:path\';\n\n// %% [markdown]\n// # T\n\n// %% tags=["parameters"]\nlet n: number = 1;\n\n// %%\ndisplay(n * 2); //=\n',
  );
  const out = join(folder, 'percent.ipynb');
  const { ok, cells } = await run(path, { out, parameters: { n: 21 } });
  assert.equal(ok, true);
  assert.deepEqual(
    cells.map(({ cell_type, source }) => [cell_type, source]),
    [
      ['code', "import { sep } from 'node:path';"],
      ['markdown', '# T'],
      ['code', 'let n: number = 1;'],
      ['code', '// Parameters\nlet n = 21;'],
      ['code', 'n * 2'],
    ],
  );
  const [shown] = cells[4]!.outputs;
  assert.equal(shown?.output_type === 'execute_result' && shown.data['text/plain'], '42');
  assert.deepEqual((await readNotebook(out)).cells, cells);
});

test('a cell that takes too long is stopped', async () => {
  const { ok, log, cells } = await run(notebook('slow', 'while (true) {}', '1'), { timeout: 0.3 });
  assert.equal(ok, false);
  assert.match(log, /cell 1 was stopped: it took longer than 0\.3 s/);
  assert.deepEqual(cells[1]!.outputs, []);
});

test('a limit beyond what a timer holds is no limit', async () => {
  const cell = 'await new Promise((resolve) => setTimeout(resolve, 50)); 1';
  const { ok, log } = await run(notebook('patient', cell), { timeout: 3e6 });
  assert.ok(ok, log);
});

test('a notebook in another language is refused, and stays as it is', async () => {
  const path = notebook('python', 'print(1)');
  const { cells } = JSON.parse(readFileSync(path, 'utf8'));
  const kernelspec = { name: 'python3', display_name: 'Python 3', language: 'python' };
  const text = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells });
  writeFileSync(path, text);
  await assert.rejects(
    run(path, { out: path }),
    /expected a notebook in TypeScript .* received one in python/,
  );
  assert.equal(readFileSync(path, 'utf8'), text);
});

test('a chart has its picture, also where the engine died before it could draw one', async () => {
  const spec = `{ $schema: 'https://vega.github.io/schema/vega-lite/v5.json', mark: 'bar', data: { values: [{ a: 1 }] },
    encoding: { x: { field: 'a', type: 'quantitative' } } }`;
  const code = `display.vega(${spec}); process.kill(process.pid, 'SIGKILL')`;
  const { cells } = await run(notebook('died', code));
  const [chart] = cells[0]!.outputs;
  assert.equal(cells[0]!.outputs.at(-1)?.output_type, 'error');
  assert.ok(chart?.output_type === 'display_data');
  assert.deepEqual(Object.keys(chart.data), [
    'application/vnd.vegalite.v5+json',
    'image/svg+xml',
    'image/png',
    'text/plain',
  ]);
  assert.ok(String(chart.data['image/png']).length > 500);
});

test('a stop from outside ends the running cell and the run', async () => {
  const stop = new AbortController();
  const running = run(notebook('stop', 'console.log("in"); await new Promise(() => {})', '1'), {
    signal: stop.signal,
    print: () => stop.abort(),
  });
  const { ok, interrupted, cells } = await running;
  assert.deepEqual([ok, interrupted], [false, true]);
  assert.equal(cells[1]!.execution_count, null);
});

test('%types shows what is wrong with the cells that follow, or stops them', async () => {
  const path = notebook(
    'types',
    '%types show',
    'let text: string = 5 as any; text.nothing',
    '%types stop',
    'console.log("ran"); const wrong: number = "1"',
  );
  const { ok, cells } = await run(path);
  assert.equal(ok, false);
  assert.match(JSON.stringify(cells[0]!.outputs), /Type errors are shown/);
  assert.match(JSON.stringify(cells[1]!.outputs), /Cell 2, line 1: Property 'nothing' does not exist/);
  const [only, ...others] = cells[3]!.outputs as { output_type: string; ename?: string }[];
  assert.deepEqual([only?.output_type, only?.ename, others], ['error', 'TypeCheckError', []]);
});

test('cells run in the folder of the notebook', async () => {
  writeFileSync(join(folder, 'beside.txt'), 'found');
  const { printed } = await run(
    notebook('here', "import { readFileSync } from 'node:fs'; readFileSync('beside.txt', 'utf8')"),
  );
  assert.match(printed, /found/);
});

test('an unreadable notebook', async () => {
  await assert.rejects(runNotebook(join(folder, 'none.ipynb')), NotebookError);
});
