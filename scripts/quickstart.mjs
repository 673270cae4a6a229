/** From a fresh clone to a trained network: installs, builds, and runs the first notebook without Jupyter. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { isMain, main, ROOT, run, StepError, say } from './command.mjs';
import { setup } from './setup.mjs';

const NAME = '00-first-steps.ipynb';

export async function quickstart() {
  const began = performance.now();
  await setup();
  await build();
  say(`Running notebooks/${NAME}`);
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  const out = join(ROOT, 'out', NAME);
  const cli = join(ROOT, 'dist', 'kernel', 'cli.js');
  const code = await run(process.execPath, [
    cli,
    'run',
    join('notebooks', NAME),
    '--out',
    relative(ROOT, out),
  ]);
  if (code !== 0)
    throw new StepError(`quickstart: expected notebooks/${NAME} to run; received exit code ${code}.`);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`
Test accuracy: ${accuracyIn(out)}   (after ${seconds} s in all)

The executed notebook, with model summary, training table and curves: ${relative(process.cwd(), out)}
To open it, and to write your own:  npm run lab`);
}

/** The last accuracy that a cell of the executed notebook has printed. */
function accuracyIn(path) {
  const { cells } = JSON.parse(readFileSync(path, 'utf8'));
  const printed = cells.flatMap(({ outputs = [] }) => outputs).flatMap(({ text = [] }) => [text].flat());
  const found = [...printed.join('').matchAll(/Test accuracy: ([\d.]+)/g)].at(-1)?.[1];
  if (found === undefined) {
    throw new StepError(
      `quickstart: expected "Test accuracy: ..." in the outputs of ${path}; received none.`,
    );
  }
  return found;
}

if (isMain(import.meta.url)) await main(quickstart);
