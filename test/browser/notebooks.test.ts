/** The first notebook in JupyterLab and in Notebook 7 in a real browser: as a headless run wrote it, and run live. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { runNotebook } from '../../kernel/notebook/run.js';
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
const NAME = '00-first-steps.ipynb';
const SECONDS = 1000;
const executed = join(ROOT, 'out', 'browser', 'executed.ipynb');

before(async () => {
  if (skip) return;
  mkdirSync(join(executed, '..'), { recursive: true });
  const { ok } = await runNotebook(join(ROOT, 'notebooks', NAME), {
    out: executed,
    progress: { write: () => true },
  });
  assert.ok(ok);
});

async function assertShown(page: Page): Promise<void> {
  const all = outputs(page);
  const summary = all.filter({ hasText: 'dense' }).locator('table').first();
  await summary.waitFor({ state: 'visible', timeout: 60 * SECONDS });
  assert.match((await summary.textContent()) ?? '', /flatten[\s\S]*dense/i);
  const table = all
    .locator('table')
    .filter({ has: page.locator('th', { hasText: /^Epoch$/ }) })
    .first();
  await table.waitFor({ state: 'visible', timeout: 60 * SECONDS });
  assert.match((await table.textContent()) ?? '', /accuracy/);
  const curve = page
    .locator('.jp-RenderedVegaCommon5 :is(canvas, svg), .vega-embed :is(canvas, svg)')
    .first();
  await curve.waitFor({ state: 'visible', timeout: 60 * SECONDS });
  const box = await curve.boundingBox();
  assert.ok(box && box.width > 300 && box.height > 100, `the curve is ${box?.width} by ${box?.height}`);
  assert.equal(
    await all.locator('.jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"]').count(),
    0,
  );
}

for (const app of ['JupyterLab', 'Notebook'] as const) {
  describe(app, () => {
    let jupyter: Jupyter;

    before(async () => {
      if (!skip) jupyter = await startJupyter({ app, notebooks: [executed, join(ROOT, 'notebooks', NAME)] });
    });

    after(() => jupyter?.close());

    test('an executed notebook shows summary, table and curve', {
      skip,
      timeout: 300 * SECONDS,
    }, async () => {
      await assertShown(await jupyter.open('executed.ipynb'));
    });

    test('run live, it trains and shows the same', { skip, timeout: 300 * SECONDS }, async () => {
      const page = await jupyter.open(NAME);
      await kernelReady(page);
      await command(page, 'notebook:clear-all-cell-outputs');
      assert.equal(await outputs(page).count(), 0);
      await command(page, 'notebook:run-all-cells');
      await outputs(page)
        .filter({ hasText: 'Test accuracy' })
        .first()
        .waitFor({ timeout: 180 * SECONDS });
      await assertShown(page);
    });
  });
}
