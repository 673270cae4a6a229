/**
 * Draws every golden output as a front end would, on white and on the dark theme's #111, into .cache/looks/:
 * `node scripts/look.mjs`. Needs a Chromium (CHROMIUM names it, else it is searched for).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GOLDEN = path.join(ROOT, 'test/src/display/golden');
const OUT = path.join(ROOT, '.cache/looks');

/** Where a browser usually is. */
function findBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = [
    process.env.CHROMIUM,
    ...folders.flatMap((folder) => names.map((name) => path.join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return candidates.find((file) => file && existsSync(file));
}

/** What JupyterLab's theme does to tables, as far as it shows. */
const THEME = `
body { margin: 0; padding: 16px; width: 780px; font-family: system-ui, 'DejaVu Sans', sans-serif; }
body.light { background: #fff; color: rgba(0,0,0,0.87); }
body.dark { background: #111; color: #fff; color-scheme: dark; }
td, th { padding: 0.5em; text-align: right; }
tr:nth-child(even) { background: rgba(128,128,128,0.1); }
.output { margin-bottom: 40px; }
pre.text { font-size: 12px; line-height: 1.25; font-family: 'DejaVu Sans Mono', monospace; }
`;

/** The charts as a front end draws them: vega's dark theme on a dark page, a transparent ground. */
async function drawChart(spec, dark) {
  const vega = await import('vega');
  const { compile } = await import('vega-lite');
  const light = '#fff';
  const grey = '#888';
  const theme = dark
    ? {
        background: '#333',
        view: { stroke: grey },
        title: { color: light, subtitleColor: light },
        style: { 'guide-label': { fill: light }, 'guide-title': { fill: light } },
        axis: { domainColor: light, gridColor: grey, tickColor: light },
      }
    : {};
  const config = {
    ...theme,
    ...spec.config,
    axis: { ...theme.axis, ...spec.config?.axis },
    title: { ...theme.title, ...spec.config?.title },
  };
  if (theme.style) config.style = { ...theme.style, ...spec.config?.style };
  const view = new vega.View(vega.parse(compile({ ...spec, config }).spec), { renderer: 'none' });
  return view.toSVG();
}

const browserPath = findBrowser();
if (!browserPath) {
  console.error('look: no Chromium found; set CHROMIUM to its path.');
  process.exit(1);
}
const wanted = process.argv.slice(2);
const files = readdirSync(GOLDEN)
  .filter((file) => /\.(html|txt|vl\.json)$/.test(file))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
  .sort();
const groups = new Map();
for (const file of files) {
  const kind = file.endsWith('.txt') ? 'text' : file.endsWith('.json') ? 'charts' : 'html';
  groups.set(kind, [...(groups.get(kind) ?? []), file]);
}
mkdirSync(OUT, { recursive: true });
const { chromium } = await import('playwright-core');
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  for (const theme of ['light', 'dark']) {
    const page = await browser.newPage({
      viewport: { width: 812, height: 600 },
      colorScheme: theme,
    });
    for (const [kind, members] of groups) {
      const parts = [];
      for (const file of members) {
        const content = readFileSync(path.join(GOLDEN, file), 'utf8');
        if (kind === 'html') parts.push(content);
        else if (kind === 'charts') parts.push(await drawChart(JSON.parse(content), theme === 'dark'));
        else
          parts.push(`<pre class="text">${content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`);
      }
      const body = parts.map((part) => `<div class="output">${part}</div>`).join('\n');
      const html = `<!doctype html><meta charset="utf-8"><title>looks</title><style>${THEME}</style><body class="${theme}">${body}</body>`;
      writeFileSync(path.join(OUT, `${kind}-${theme}.html`), html);
      await page.setContent(html);
      const target = path.join(OUT, `${kind}-${theme}.png`);
      await page.screenshot({ path: target, fullPage: true });
      console.log(path.relative(ROOT, target));
    }
    await page.close();
  }
} finally {
  await browser.close();
}
