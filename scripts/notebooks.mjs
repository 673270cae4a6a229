/**
 * Runs the notebooks of the course through the kernel and writes their outputs into them: what a reader sees on a page is
 * what the code gives. Parts of names after the script run only those notebooks. 01 needs MNIST in CELLGRAD_DATA_DIR.
 */
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { isMain, main, ROOT, run, StepError, say } from './command.mjs';
import { setup } from './setup.mjs';

const FOLDER = join(ROOT, 'notebooks');

/** The notebooks of the course; those in Chinese lie in a folder of their own. */
export function notebooks() {
  return readdirSync(FOLDER, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ipynb') && !name.includes('.ipynb_checkpoints'))
    .sort();
}

async function runNotebooks(names) {
  const all = notebooks().filter((name) => names.length === 0 || names.some((part) => name.includes(part)));
  if (all.length === 0)
    throw new StepError(`notebooks: expected names of notebooks; received ${names.join(' ')}.`);
  await setup();
  await build();
  for (const name of all) {
    const path = join(FOLDER, name);
    const part = `${path}.part`;
    say(relative(ROOT, path));
    const cli = join(ROOT, 'dist', 'kernel', 'cli.js');
    const code = await run(process.execPath, [cli, 'run', path, '--out', part]);
    if (code !== 0) {
      rmSync(part, { force: true });
      throw new StepError(`${name}: expected cells that run; the lines above say which did not.`);
    }
    renameSync(part, path);
  }
}

if (isMain(import.meta.url)) await main(() => runNotebooks(process.argv.slice(2)));
