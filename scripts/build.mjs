/** Compiles src/ and kernel/ into dist/. Only what has changed is written again, and the bundles. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bundle } from './bundle.mjs';
import { isMain, main, ROOT, run, StepError, say } from './command.mjs';
import { setup } from './setup.mjs';

const DIST = join(ROOT, 'dist');
const NOTES = join(ROOT, 'node_modules', '.cache', 'cellgrad', 'build.tsbuildinfo');

export async function build() {
  say('Building dist/');
  // The compiler's notes say what is in dist/: without one the other is wrong.
  if (!existsSync(join(DIST, 'kernel', 'cli.js'))) rmSync(NOTES, { force: true });
  mkdirSync(join(NOTES, '..'), { recursive: true });
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = ['-p', 'tsconfig.build.json', '--incremental', '--tsBuildInfoFile', NOTES];
  const code = await run(process.execPath, [tsc, ...args]);
  if (code !== 0) {
    rmSync(NOTES, { force: true });
    throw new StepError(
      `build: expected TypeScript without errors; received exit code ${code}. The lines above name them.`,
    );
  }
  removeLeftOvers(DIST);
  copyPython();
  await bundle();
  chmodSync(join(DIST, 'kernel', 'cli.js'), 0o755);
}

/** The package for Jupyter's tools in Python is copied as it is. */
function copyPython() {
  const [from, to] = [ROOT, DIST].map((folder) => join(folder, 'kernel', 'install', 'python'));
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, filter: (path) => !path.includes('__pycache__') });
}

/** Removes what was built from sources that are gone. */
function removeLeftOvers(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      removeLeftOvers(path);
      if (readdirSync(path).length === 0) rmSync(path, { recursive: true });
      continue;
    }
    const source = join(ROOT, relative(DIST, path).replace(/(?:\.d\.ts|\.js)(?:\.map)?$/, '.ts'));
    if (source.endsWith('.ts') && !existsSync(source)) rmSync(path);
  }
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await setup();
    await build();
  });
}
