import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OWN_MODULES } from '../engine/own-modules.js';

/** What the files of cells are called, without the number and the ending. */
export const CELL_FILE = 'cellgrad-cell';

/**
 * The tsconfig.json for cells whose files are in `root` while they run in the first of `folders`, and ran in the others:
 * relative imports and packages are those of the notebook, and `cellgrad` and `tslab` are the kernel's own.
 *
 * @see https://www.typescriptlang.org/tsconfig
 */
export function projectFor(root: string, folders: readonly string[]): string {
  // From the built file alone TypeScript would take what it exports, and no types.
  const own = [...OWN_MODULES].map(([name, url]) => [name, [fileURLToPath(url).replace(/\.js$/, '.d.ts')]]);
  return JSON.stringify({
    compilerOptions: {
      target: 'esnext',
      module: 'esnext',
      moduleResolution: 'bundler',
      moduleDetection: 'force',
      lib: ['esnext'],
      types: [nodeTypes()],
      strict: true,
      useUnknownInCatchVariables: false,
      // A layer has its weights from `build`.
      strictPropertyInitialization: false,
      skipLibCheck: true,
      noEmit: true,
      allowJs: true,
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      rootDirs: [root, ...folders],
      paths: { ...Object.fromEntries(own), '*': [...new Set(folders.flatMap(packagesFor))] },
    },
    include: [`${CELL_FILE}*.ts`],
  });
}

/** Where packages of a folder are looked for, nearest first; those without types of their own have them in `@types`. */
function packagesFor(folder: string): string[] {
  const found: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const modules = join(at, 'node_modules');
    // The first package may come while the notebook is open.
    if (at === folder || existsSync(modules)) found.push(join(modules, '*'), join(modules, '@types', '*'));
    if (dirname(at) === at) return found;
  }
}

function nodeTypes(): string {
  return dirname(createRequire(import.meta.url).resolve('@types/node/package.json'));
}
