/** Takes the pictures of the README from a real run in a real JupyterLab. Started by scripts/pictures.mjs. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { command, kernelReady, missingForBrowser, outputs, ROOT, startJupyter } from './jupyter.js';

const missing = missingForBrowser();
if (missing) throw new Error(missing);
const folder = join(ROOT, 'docs');
mkdirSync(folder, { recursive: true });
const NAME = '00-first-steps.ipynb';

for (const [theme, file] of [
  ['JupyterLab Light', 'jupyterlab.png'],
  ['JupyterLab Dark', 'jupyterlab-dark.png'],
] as const) {
  const lab = await startJupyter({
    notebooks: [join(ROOT, 'notebooks', NAME)],
    theme,
    width: 1080,
    height: 1680,
    scale: 1.5,
  });
  try {
    const page = await lab.open(NAME);
    await command(page, 'application:toggle-left-area').catch(() => undefined);
    await kernelReady(page);
    await command(page, 'notebook:run-all-cells');
    await outputs(page).filter({ hasText: 'Test accuracy' }).first().waitFor({ timeout: 180_000 });
    // The chart is drawn after its output has come.
    await page.waitForTimeout(2000);
    // Summary, table and curves in one picture.
    const heading = page.locator('.jp-RenderedMarkdown h2', { hasText: 'Build the network' });
    await heading.evaluate((element) => (element as unknown as { scrollIntoView(): void }).scrollIntoView());
    await page.waitForTimeout(1000);
    await page.screenshot({ path: join(folder, file) });
    console.log(`docs/${file}`);
  } finally {
    await lab.close();
  }
}
