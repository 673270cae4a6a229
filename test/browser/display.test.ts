/**
 * What people see of a training in a real browser, on a dark page: live, stopped by its button, after a reload, reopened
 * and untrusted; and that a page does not grow with the updates that it gets.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { LiveView } from '../../src/display/fit/live-view.js';
import { Throttle } from '../../src/display/fit/throttle.js';
import type { FitState } from '../../src/display/fit-data.js';
import { contrast } from '../src/display/contrast.js';
import { dataOf, recordingSink } from '../src/display/recording-sink.js';
import { epochs, RUNNING } from '../src/display/sample-fit.js';
import {
  command,
  type Jupyter,
  kernelReady,
  missingForBrowser,
  outputs,
  ROOT,
  startJupyter,
} from './jupyter.js';

const skip = missingForBrowser();
const SECONDS = 1000;
const FULL = Boolean(process.env['CELLGRAD_TEST_FULL']);
/** Updates of the page after some that fill its caches: the table's each time, the curves' every fifth time. */
const UPDATES = FULL ? 10_000 : 100;
const PICTURES = join(ROOT, 'out', 'browser');

const FIT = `const x = tf.randomNormal([320, 8]);
const y = tf.tidy(() => x.sum(-1).greater(0).cast('int32'));
const model = new Sequential([Input({ shape: [8] }), new layers.Dense({ units: 2, activation: 'softmax' })]);
model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
const history = await model.fit(x, y, {
  epochs: 4000,
  validationSplit: 0.25,
  callbacks: [{ onEpochEnd: () => new Promise((done) => setTimeout(done, 250)) }],
});
console.log('stopped after', history.epoch.length);`;

/** The two outputs of a real training, sent as often as wanted. */
const UPDATING = (() => {
  const sink = recordingSink();
  let time = 0;
  const view = new LiveView(sink, new Throttle(() => time));
  for (let done = 9; done < 13; done++, time += 1000) {
    const state: FitState = { ...RUNNING, epochs: 20, done: epochs(done) };
    view.update(state);
  }
  const bundles = sink.sent.map(dataOf);
  const [tables, curves] = ['text/html', 'image/png'].map((type) => bundles.filter((data) => type in data));
  return `const tables = ${JSON.stringify(tables)};
const curves = ${JSON.stringify(curves)};
const shown = [display.raw(tables[0]), display.raw(curves[0])];
const update = async (count) => {
  for (let n = 0; n < count; n++) {
    shown[0].update(tables[n % tables.length]);
    if (n % 5 === 0) shown[1].update(curves[(n / 5) % curves.length]);
    await new Promise((done) => setTimeout(done, 40));
  }
  console.log('updated', count);
};`;
})();

let folder: string;

function notebook(name: string, cells: readonly string[]): string {
  const path = join(folder, name);
  const kernelspec = { name: 'cellgrad', language: 'typescript', display_name: 'TypeScript (Cellgrad)' };
  const code = cells.map((source, i) => ({
    cell_type: 'code',
    id: `cell-${i}`,
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  }));
  writeFileSync(
    path,
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells: code }),
  );
  return path;
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'cellgrad-display-'));
  mkdirSync(PICTURES, { recursive: true });
});

after(() => rmSync(folder, { recursive: true }));

const stopButton = (page: Page) => page.locator('.jp-OutputArea button', { hasText: 'Stop training' });
const curve = (page: Page) =>
  page.locator('.jp-RenderedVegaCommon5 :is(canvas, svg), .vega-embed :is(canvas, svg)').first();

/** Waits for a row of that epoch or a later one: a table in mid-training has the last ten alone. */
async function epochShown(page: Page, epoch: number, within = '.jp-OutputArea'): Promise<void> {
  await page.waitForFunction(
    ([rows, least]) => {
      const { document } = globalThis as unknown as {
        document: { querySelectorAll(of: string): ArrayLike<{ textContent: string }> };
      };
      return Array.from(document.querySelectorAll(rows)).some((row) => Number(row.textContent) >= least);
    },
    [`${within} th[scope="row"]`, epoch] as const,
  );
}

/**
 * The colour of the status line and that of the page behind it, as the browser computes them. It is found and measured at
 * once: an update replaces it.
 */
function colors(page: Page): Promise<readonly [text: string, ground: string]> {
  return page.evaluate(() => {
    type Node = { parentElement: Node | null };
    const { document, getComputedStyle } = globalThis as unknown as {
      document: { querySelector(of: string): Node };
      getComputedStyle(of: Node): { color: string; backgroundColor: string };
    };
    const line = document.querySelector('.jp-OutputArea-output b');
    let ground = line;
    while (ground.parentElement && /rgba\(0, 0, 0, 0\)/.test(getComputedStyle(ground).backgroundColor))
      ground = ground.parentElement;
    return [getComputedStyle(line).color, getComputedStyle(ground).backgroundColor] as const;
  });
}

/** An element as far as its parents are looked at. */
type Up = { readonly tagName: string; readonly parentElement: Up } | null;

describe('a training in JupyterLab, dark', () => {
  let jupyter: Jupyter;

  before(async () => {
    if (skip) return;
    const notebooks = [
      notebook('fit.ipynb', [FIT]),
      notebook('updates.ipynb', [UPDATING, 'await update(40)', `await update(${UPDATES})`]),
    ];
    jupyter = await startJupyter({ notebooks, theme: 'JupyterLab Dark', width: 1100 });
  });

  after(() => jupyter?.close());

  test('live in one place, alive after a reload, stopped by its button, right when reopened', {
    skip,
    timeout: 900 * SECONDS,
  }, async () => {
    const page = await jupyter.open('fit.ipynb');
    page.setDefaultTimeout(180 * SECONDS);
    await kernelReady(page);
    command(page, 'notebook:run-all-cells').catch(() => undefined);
    await stopButton(page).waitFor();
    await curve(page).waitFor();
    const count = await outputs(page).count();
    await epochShown(page, 4);
    assert.equal(await outputs(page).count(), count, 'outputs update in place');
    const [text, ground] = await colors(page);
    assert.ok(contrast(text, ground) >= 4.5, `${text} on ${ground}`);
    await page.screenshot({ path: join(PICTURES, 'fit-live-dark.png') });
    await command(page, 'docmanager:save');
    const saved = JSON.parse(readFileSync(join(jupyter.folder, 'fit.ipynb'), 'utf8'));
    const noKernel = { name: 'gone', display_name: 'Gone', language: 'typescript' };

    await page.reload();
    await page.locator('.jp-Notebook .jp-Cell').first().waitFor();
    await stopButton(page).waitFor();
    // The outputs are as they were saved; the widget goes on.
    const goesOn = page.locator('.jupyter-widgets th[scope="row"]').last();
    await goesOn.waitFor();
    const before = Number(await goesOn.textContent());
    await epochShown(page, before + 1, '.jupyter-widgets');
    await stopButton(page).click();
    await page.locator('.jupyter-widgets', { hasText: 'the stop button was pressed' }).first().waitFor();
    await page.screenshot({ path: join(PICTURES, 'fit-reloaded-dark.png') });

    // A page that saw all of it: nothing but table and curves is left.
    const ran = command(page, 'notebook:run-all-cells');
    ran.catch(() => undefined);
    await epochShown(page, 2);
    await stopButton(page).click();
    await outputs(page).filter({ hasText: 'stopped after' }).waitFor();
    await ran;
    assert.equal(await stopButton(page).count(), 0);
    await outputs(page).filter({ hasText: 'Stopped early' }).first().waitFor();
    await command(page, 'docmanager:save');

    assert.equal(await outputs(page).filter({ hasText: /^\s*$/ }).locator(':visible').count(), 0);

    // What was saved in mid-training, trusted: the button's place waits for ever, unseen.
    writeFileSync(
      join(jupyter.folder, 'half.ipynb'),
      JSON.stringify({ ...saved, metadata: { ...saved.metadata, kernelspec: noKernel } }),
    );
    await jupyter.trust('half.ipynb');
    const half = await jupyter.open('half.ipynb');
    await outputs(half).filter({ hasText: 'val accuracy' }).first().waitFor();
    const place = outputs(half).filter({ hasText: /^(Loading|Error displaying) widget/ });
    await place.waitFor({ state: 'attached' });
    await half.screenshot({ path: join(PICTURES, 'fit-half-dark.png') });
    assert.equal(await place.isVisible(), false);
    await half.close();

    // A copy with another text has no signature: it is not trusted. It has no kernel.
    const { cells, ...rest } = JSON.parse(readFileSync(join(jupyter.folder, 'fit.ipynb'), 'utf8'));
    cells[0].source = '// copied';
    const metadata = { ...rest.metadata, kernelspec: noKernel };
    writeFileSync(join(jupyter.folder, 'copy.ipynb'), JSON.stringify({ ...rest, metadata, cells }));
    const again = await jupyter.open('copy.ipynb');
    const table = outputs(again).filter({ hasText: 'Stopped early' }).first();
    await table.waitFor();
    assert.equal(await again.locator('.jp-OutputArea .jupyter-widgets').count(), 0);
    assert.doesNotMatch((await outputs(again).allTextContents()).join(), /<svg|widget|\$schema/i);
    // JupyterLab draws charts of notebooks that are not trusted, too.
    await curve(again).waitFor();
    await again.screenshot({ path: join(PICTURES, 'fit-untrusted-dark.png') });
    await again.close();
    await page.close();
  });

  test('as a page of nbconvert, and printed', { skip, timeout: 300 * SECONDS }, async () => {
    for (const theme of FULL ? ['light', 'dark'] : ['dark']) {
      const html = await jupyter.convert('fit.ipynb', ['--to', 'html', `--HTMLExporter.theme=${theme}`]);
      const page = await jupyter.view(html);
      page.setDefaultTimeout(120 * SECONDS);
      const table = page.locator('table', { hasText: 'val accuracy' }).first();
      await table.waitFor();
      const picture = page.locator('.jp-OutputArea-output :is(svg, img)').first();
      const box = await picture.boundingBox();
      // The size that the output's metadata says, not that of the file.
      assert.ok(box && box.width > 500 && box.width < 900, `the picture is ${box?.width} wide`);
      const ink = (await page.locator('body').textContent()) ?? '';
      assert.match(ink, /Stopped early/);
      assert.doesNotMatch(ink, /Loading widget|Error displaying/);
      // On paper nothing can be scrolled: pictures end with the page, tables are not cut.
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 640, height: 900 });
      const printed = await picture.boundingBox();
      assert.ok(
        printed && printed.x + printed.width <= 640,
        `the picture ends at ${printed?.x} + ${printed?.width}`,
      );
      const cut = await table.evaluate((element) => {
        const { getComputedStyle } = globalThis as unknown as {
          getComputedStyle(of: unknown): { overflowX: string };
        };
        const names: string[] = [];
        for (let at = (element as unknown as { parentElement: Up }).parentElement; at; at = at.parentElement)
          if (getComputedStyle(at).overflowX !== 'visible') names.push(at.tagName);
        return names.filter((name) => name !== 'BODY' && name !== 'HTML');
      });
      assert.deepEqual(cut, []);
      // What others cut, and their tables' heads, are as they were.
      const others = await page.evaluate<readonly string[]>(`(() => {
        const html = '<table><tr><th style="white-space:nowrap;overflow:hidden">a</th></tr></table>';
        document.querySelector('.jp-OutputArea-output').insertAdjacentHTML('beforeend', html);
        const { overflowX, whiteSpace } = getComputedStyle(document.querySelector('.jp-OutputArea-output > table th'));
        return [overflowX, whiteSpace];
      })()`);
      assert.deepEqual(others, ['hidden', 'nowrap']);
      const pdf = await page.pdf({ path: join(PICTURES, `fit-${theme}.pdf`) });
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
      assert.ok(pdf.length > 15_000, `${pdf.length} bytes`);
      await page.close();
    }
  });

  test(`a page does not grow with ${UPDATES} updates of table and curves`, {
    skip,
    timeout: (240 + UPDATES) * SECONDS,
  }, async () => {
    const page = await jupyter.open('updates.ipynb');
    page.setDefaultTimeout(120 * SECONDS);
    await kernelReady(page);
    const devtools = await page.context().newCDPSession(page);
    const size = async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      const { usedSize } = await devtools.send('Runtime.getHeapUsage');
      const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
      return { bytes: usedSize, nodes, listeners: jsEventListeners };
    };
    const run = async (count: number) => {
      await command(page, 'notebook:run-cell-and-select-next');
      await outputs(page)
        .filter({ hasText: `updated ${count}` })
        .waitFor({ timeout: (120 + count) * SECONDS });
      await curve(page).waitFor();
      await page.waitForTimeout(500);
    };
    await command(page, 'notebook:run-cell-and-select-next');
    await curve(page).waitFor();
    await run(40);
    const first = await size();
    await run(UPDATES);
    const last = await size();
    const grown = {
      bytes: last.bytes - first.bytes,
      nodes: last.nodes - first.nodes,
      listeners: last.listeners - first.listeners,
    };
    console.log(`${UPDATES} updates: ${JSON.stringify(grown)}`);
    // The same after 200 and after 10,000: what running a cell takes. Charts without their clear pixel take 0.4 MB each.
    assert.ok(grown.bytes < 6e6, `${grown.bytes} bytes`);
    assert.ok(grown.nodes < 1_000, `${grown.nodes} nodes`);
    assert.ok(grown.listeners < 2_000, `${grown.listeners} listeners`);
    await page.close();
  });
});
