/** Takes the README's pictures: a real run of the first notebook in JupyterLab, in a real browser. */
import { build } from './build.mjs';
import { isMain, main, run, StepError } from './command.mjs';
import { installKernel } from './lab.mjs';
import { python } from './python.mjs';
import { setup } from './setup.mjs';

export async function pictures() {
  await setup();
  await build();
  await python('test');
  await installKernel();
  const code = await run(process.execPath, ['--import', 'tsx', 'test/browser/take-pictures.ts']);
  if (code !== 0) throw new StepError(`pictures: expected pictures in docs/; received exit code ${code}.`);
}

if (isMain(import.meta.url)) await main(pictures);
