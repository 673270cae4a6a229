// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
/** An anywidget that a TypeScript cell makes, in a real JupyterLab: what the user moves is a value of the cell's. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { command, type Jupyter, kernelReady, missingForBrowser, outputs, startJupyter } from './jupyter.js';

const skip = missingForBrowser();
const SECONDS = 1000;
const NAME = 'slider.ipynb';
const CELLS = [
  `const slider = comms.widget({
  esm: \`export default {
    render({ model, el }) {
      const input = Object.assign(document.createElement('input'), { type: 'range', max: 100 });
      input.className = 'moved';
      const label = document.createElement('output');
      const show = () => { input.value = model.get('value'); label.textContent = 'shows ' + model.get('value'); };
      input.oninput = () => { model.set('value', Number(input.value)); model.save_changes(); };
      model.on('change:value', show);
      model.on('msg:custom', (content, buffers) => {
        label.textContent = 'told ' + content.say + ' ' + buffers.map((one) => one.byteLength);
        model.send({ heard: content.say });
      });
      show();
      el.append(input, label);
    },
  }\`,
  css: '.moved { width: 321px; }',
  state: { value: 5, bytes: new Uint8Array([1, 2, 3]) },
});
let last = 0;
slider.onChange('value', (value) => { last = Number(value); console.log('kernel sees ' + last); });
slider.onMessage((content) => console.log('kernel hears ' + content.heard));
slider`,
  'console.log(`value ${slider.state.value}, last ${last}`)',
  'slider.state.value = 77;',
  "slider.send({ say: 'hello' }, [new Uint8Array(4)]);",
];
let folder: string;
let jupyter: Jupyter;

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'cellgrad-widget-'));
  const cells = CELLS.map((source, i) => ({
    cell_type: 'code',
    id: `cell-${i}`,
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  }));
  const kernelspec = { name: 'cellgrad', language: 'typescript', display_name: 'TypeScript (Cellgrad)' };
  const path = join(folder, NAME);
  writeFileSync(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells }));
  jupyter = await startJupyter({ notebooks: [path] });
});

after(async () => {
  await jupyter?.close();
  if (folder) rmSync(folder, { recursive: true });
});

async function runCell(page: Page, number: number): Promise<void> {
  await page.locator('.jp-Cell').nth(number).locator('.jp-InputPrompt').click();
  await command(page, 'notebook:run-cell');
}

const shown = (page: Page, text: string) =>
  outputs(page)
    .filter({ hasText: text })
    .first()
    .waitFor({ timeout: 60 * SECONDS });

test('a slider drives a value of a TypeScript cell, both ways', {
  skip,
  timeout: 300 * SECONDS,
}, async () => {
  const page = await jupyter.open(NAME);
  await kernelReady(page);
  await runCell(page, 0);
  const slider = page.locator('input.moved');
  await slider.waitFor({ timeout: 60 * SECONDS });
  assert.equal(await slider.inputValue(), '5');
  assert.equal((await slider.boundingBox())?.width, 321);
  await slider.fill('42');
  await shown(page, 'kernel sees 42');
  await runCell(page, 1);
  await shown(page, 'value 42, last 42');
  await runCell(page, 2);
  await page.locator('output', { hasText: 'shows 77' }).waitFor({ timeout: 60 * SECONDS });
  assert.equal(await slider.inputValue(), '77');
  await runCell(page, 3);
  await page.locator('output', { hasText: 'told hello 4' }).waitFor({ timeout: 60 * SECONDS });
  await shown(page, 'kernel hears hello');

  // A page that is opened anew asks the kernel for the widgets that are there.
  await command(page, 'docmanager:save');
  await page.close();
  const again = await jupyter.open(NAME);
  await kernelReady(again);
  const restored = again.locator('input.moved');
  await restored.waitFor({ timeout: 60 * SECONDS });
  assert.equal(await restored.inputValue(), '77');
  await restored.fill('12');
  await runCell(again, 1);
  await shown(again, 'value 12, last 12');
});
