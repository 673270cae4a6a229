/**
 * Makes one file of the many modules that a kernel's processes load at their start: reading a hundred small files takes
 * longer than running them. The library stays as it is: users' scripts load the same modules, which must exist once, and
 * a bundle would rename classes that share a name, which Keras's configurations are full of.
 */
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from './command.mjs';

const ENTRIES = ['kernel/server/server.ts', 'kernel/engine/main.ts', 'kernel/engine/watchdog.ts'];

export async function bundle() {
  // Not at the top: on a fresh machine the packages come after this file is loaded.
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    inject: ['kernel/engine/names/untouched-globals.ts'],
    outdir: 'dist',
    outbase: '.',
    bundle: true,
    splitting: true,
    chunkNames: 'kernel/engine/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [{ name: 'library', setup: leaveLibrary }],
  });
}

/** All bundles lie two folders deep: from there the library has one relative address. */
function leaveLibrary({ onResolve }) {
  const library = join(ROOT, 'src');
  onResolve({ filter: /^\./ }, ({ path, importer }) => {
    const file = resolve(dirname(importer), path);
    if (!file.startsWith(library)) return undefined;
    return { path: relative(join(ROOT, 'kernel', 'engine'), file).replaceAll('\\', '/'), external: true };
  });
}
