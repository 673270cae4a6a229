import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';

const execute = promisify(execFile);

export const ROOT = resolve(import.meta.dirname, '..', '..');
const JUPYTER = join(ROOT, '.venv', process.platform === 'win32' ? 'Scripts' : 'bin', 'jupyter');
const CLI = join(ROOT, 'dist', 'kernel', 'cli.js');

/** Why a browser test cannot run here; `false` when it can. */
export function missingForBrowser(): string | false {
  if (findChromium() === undefined)
    return 'SKIPPED: no Chromium (name one in CHROMIUM, or install the package chromium)';
  if (!existsSync(JUPYTER)) return 'SKIPPED: no Jupyter in .venv (node scripts/python.mjs makes it)';
  if (!existsSync(CLI)) return 'SKIPPED: no kernel in dist/ (node scripts/build.mjs makes it)';
  return false;
}

function findChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env['CHROMIUM'], ...onPath].find((path): path is string => !!path && existsSync(path));
}

/** What a session of Jupyter in a real browser can do. */
export interface Jupyter {
  /** Opens a notebook of the session's folder, drawn in full. */
  open(name: string): Promise<Page>;
  /** Signs a notebook of the session's folder. */
  trust(name: string): Promise<void>;
  /** Converts a notebook of the session's folder with nbconvert; gives the path of the file. */
  convert(name: string, options: readonly string[]): Promise<string>;
  /** Opens a file as a page. */
  view(path: string): Promise<Page>;
  /** The session's folder. */
  readonly folder: string;
  close(): Promise<void>;
}

/** How Jupyter is started. */
export interface JupyterOptions {
  readonly app?: 'JupyterLab' | 'Notebook';
  /** Notebooks that are copied into the session's folder. */
  readonly notebooks: readonly string[];
  readonly theme?: 'JupyterLab Light' | 'JupyterLab Dark';
  readonly width?: number;
  readonly height?: number;
  /** Pixels of a picture for each of the page. */
  readonly scale?: number;
}

const APPS = {
  JupyterLab: { command: 'lab', page: '/lab/tree', options: ['--LabApp.expose_app_in_browser=True'] },
  Notebook: {
    command: 'notebook',
    page: '/notebooks',
    options: ['--JupyterNotebookApp.expose_app_in_browser=True'],
  },
} as const;

/**
 * Starts JupyterLab or Notebook on a free port of 127.0.0.1, with this checkout's kernel, settings and trust of its own,
 * and a browser beside it.
 */
export async function startJupyter({
  app = 'JupyterLab',
  notebooks,
  theme = 'JupyterLab Light',
  width = 1280,
  height = 900,
  scale = 1,
}: JupyterOptions): Promise<Jupyter> {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-lab-'));
  const root = join(folder, 'notebooks');
  mkdirSync(root);
  for (const path of notebooks) copyFileSync(path, join(root, basename(path)));
  settings(folder, theme);
  const env = {
    ...process.env,
    JUPYTER_CONFIG_DIR: join(folder, 'config'),
    JUPYTER_DATA_DIR: join(folder, 'data'),
    JUPYTER_RUNTIME_DIR: join(folder, 'runtime'),
    JUPYTERLAB_SETTINGS_DIR: join(folder, 'settings'),
    JUPYTERLAB_WORKSPACES_DIR: join(folder, 'workspaces'),
    // The first place where Jupyter looks for kernels.
    JUPYTER_PATH: join(folder, 'kernel', 'share', 'jupyter'),
    JUPYTER_PREFER_ENV_PATH: '1',
    CELLGRAD_STATE_DIR: join(folder, 'state'),
  };
  await execute(process.execPath, [CLI, 'install', '--prefix', join(folder, 'kernel')], { env });
  const trust = async (name: string) => {
    await execute(JUPYTER, ['trust', join(root, name)], { env });
  };
  for (const path of notebooks) await trust(basename(path));
  const { command, page: address, options } = APPS[app];
  const port = await freePort();
  const server = spawn(
    JUPYTER,
    [
      command,
      '--no-browser',
      '--allow-root',
      '--ip=127.0.0.1',
      `--port=${port}`,
      '--ServerApp.port_retries=0',
      '--IdentityProvider.token=',
      '--ServerApp.password=',
      `--ServerApp.root_dir=${root}`,
      ...options,
    ],
    { env, stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' },
  );
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await end(server);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await answering(`http://127.0.0.1:${port}/api`, server, () => log);
    browser = await chromium.launch({
      executablePath: findChromium()!,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
    });
  } catch (error) {
    await close();
    throw error;
  }
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
  return {
    folder: root,
    trust,
    async open(name) {
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${port}${address}/${name}?reset`);
      await page.locator('.jp-Notebook .jp-Cell').first().waitFor({ timeout: 60_000 });
      return page;
    },
    async convert(name, options) {
      const to = join(folder, `${basename(name, '.ipynb')}-${options.length}`);
      await execute(JUPYTER, ['nbconvert', ...options, `--output=${to}`, join(root, name)], { env });
      return `${to}.html`;
    },
    async view(path) {
      const page = await context.newPage();
      await page.goto(pathToFileURL(path).href);
      return page;
    },
    close,
  };
}

/** No news, no questions, every cell drawn at once. */
function settings(folder: string, theme: string): void {
  const all = {
    'apputils-extension/themes': { theme },
    'apputils-extension/notification': { fetchNews: 'false', checkForUpdates: false },
    'notebook-extension/tracker': { windowingMode: 'none' },
    'docmanager-extension/plugin': { autosave: false },
  };
  for (const [name, value] of Object.entries(all)) {
    const path = join(folder, 'settings', '@jupyterlab', `${name}.jupyterlab-settings`);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, JSON.stringify(value));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function answering(url: string, server: ChildProcess, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) throw new Error(`Jupyter ended with ${server.exitCode}:\n${log()}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // It does not listen yet.
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`Jupyter does not answer:\n${log()}`);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.pid === undefined) return;
  const ended = new Promise((done) => server.once('close', done));
  // The group: kernels of the session go with it.
  if (process.platform === 'win32') server.kill();
  else process.kill(-server.pid, 'SIGTERM');
  const timer = setTimeout(() => {
    if (process.platform !== 'win32') process.kill(-server.pid!, 'SIGKILL');
  }, 10_000);
  await ended;
  clearTimeout(timer);
}

/** The part of the application that a page shows when it is started with expose_app_in_browser. */
interface Application {
  readonly commands: { execute(id: string): Promise<unknown> };
  readonly shell: {
    readonly currentWidget: {
      readonly sessionContext: {
        readonly ready: Promise<void>;
        readonly session: { readonly kernel: { readonly info: Promise<unknown> } };
      };
    };
  };
}

/** Waits until the notebook's kernel answers: before, it would ask which one to take. */
export async function kernelReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { sessionContext } = (globalThis as unknown as { jupyterapp: Application }).jupyterapp.shell
      .currentWidget;
    await sessionContext.ready;
    await sessionContext.session.kernel.info;
  });
}

/** Runs a command of JupyterLab, such as `notebook:run-all-cells`. It ends when the command has ended. */
export async function command(page: Page, id: string): Promise<void> {
  await page.evaluate(
    (name) =>
      (globalThis as unknown as { jupyterapp: Application }).jupyterapp.commands.execute(name).then(() => {}),
    id,
  );
}

/** The outputs of the notebook, as a locator. */
export function outputs(page: Page) {
  return page.locator('.jp-Notebook .jp-OutputArea-output');
}
