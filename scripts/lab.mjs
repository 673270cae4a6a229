/** Starts JupyterLab with the kernel, from an environment of the repository's own. More arguments go to JupyterLab. */
import { join } from 'node:path';
import { build } from './build.mjs';
import { isMain, main, ROOT, run, StepError, say } from './command.mjs';
import { python } from './python.mjs';
import { setup } from './setup.mjs';

export async function lab(args = process.argv.slice(2)) {
  await setup();
  await build();
  const program = await python('lab');
  await installKernel();
  say('Starting JupyterLab (Ctrl-C ends it)');
  const root = process.getuid?.() === 0 ? ['--allow-root'] : [];
  const folder = join(ROOT, 'notebooks');
  const options = ['--ip=127.0.0.1', `--ServerApp.root_dir=${folder}`, ...root, ...args];
  process.exitCode = await run(program, ['-m', 'jupyterlab', ...options]);
}

/** Installs the kernelspec into .venv only. */
export async function installKernel() {
  const cli = join(ROOT, 'dist', 'kernel', 'cli.js');
  const code = await run(process.execPath, [cli, 'install', '--prefix', join(ROOT, '.venv')]);
  if (code !== 0)
    throw new StepError('cellgrad install: expected the kernel in .venv; the lines above say why not.');
}

if (isMain(import.meta.url)) await main(() => lab());
