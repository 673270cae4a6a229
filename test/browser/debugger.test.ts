/** JupyterLab's debugger on a TypeScript cell, in a real browser: a breakpoint, the stop, variables, a step, and on. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { command, type Jupyter, kernelReady, missingForBrowser, outputs, startJupyter } from './jupyter.js';

const skip = missingForBrowser();
const SECONDS = 1000;
const NAME = 'debugged.ipynb';
const CODE = `type N = number

function add(a: N, b: N): number {
  const sum: number = a + b
  const twice = sum * 2
  return twice
}
add(20, 1)`;
let folder: string;
let jupyter: Jupyter;

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'cellgrad-debugger-'));
  const cell = { cell_type: 'code', id: 'a', metadata: {}, source: CODE, outputs: [], execution_count: null };
  const kernelspec = { name: 'cellgrad', language: 'typescript', display_name: 'TypeScript (Cellgrad)' };
  const path = join(folder, NAME);
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells: [cell] };
  writeFileSync(path, JSON.stringify(notebook));
  jupyter = await startJupyter({ notebooks: [path], width: 1500 });
});

after(async () => {
  await jupyter?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** JupyterLab forgets a click on the bug that comes before it has asked the kernel what its debugger can do. */
async function startDebugger(page: Page): Promise<void> {
  const bug = page.locator('.jp-DebuggerBugButton').first();
  const started = page.locator('.jp-NotebookPanel[data-jp-debugger="true"]');
  for (let attempt = 0; attempt < 20 && (await started.count()) === 0; attempt += 1) {
    if ((await bug.getAttribute('aria-pressed')) === 'false') await bug.click();
    await started.waitFor({ timeout: 5 * SECONDS }).catch(() => {});
  }
  await started.waitFor();
}

test('a cell stops at its breakpoint, shows its variables, steps and goes on', {
  skip,
  timeout: 300 * SECONDS,
}, async () => {
  const page = await jupyter.open(NAME);
  page.setDefaultTimeout(60 * SECONDS);
  await kernelReady(page);
  await startDebugger(page);
  const gutter = await page.locator('.jp-Notebook .cm-breakpoint-gutter').first().boundingBox();
  const line = await page.locator('.jp-Notebook .cm-line', { hasText: 'const twice' }).boundingBox();
  assert.ok(gutter && line);
  await page.mouse.click(gutter.x + gutter.width / 2, line.y + line.height / 2);
  await page.locator('.jp-DebuggerBreakpoint').waitFor();
  const ran = command(page, 'notebook:run-cell');
  ran.catch(() => {});
  const highlighted = page.locator('.jp-Notebook .jp-DebuggerEditor-highlight');
  await highlighted.filter({ hasText: 'const twice' }).waitFor();
  const frames = page.locator('.jp-DebuggerCallstackFrame');
  await frames.filter({ hasText: 'add' }).waitFor();
  const variables = page.locator('.jp-DebuggerVariables-body.jp-debuggerVariables-local');
  await variables.getByText('sum').first().waitFor();
  assert.match((await variables.textContent()) ?? '', /sum21/);
  await command(page, 'debugger:next');
  await highlighted.filter({ hasText: 'return twice' }).waitFor();
  await variables.getByText('42').first().waitFor();
  await command(page, 'debugger:continue');
  await ran;
  await outputs(page).filter({ hasText: '42' }).first().waitFor();
  assert.equal(await highlighted.count(), 0);
});
