import { createRequire } from 'node:module';
import { LIBRARY_URL } from './own-modules.js';

interface Tslab {
  readonly display: unknown;
  newDisplay(): unknown;
}

const library = (await import(LIBRARY_URL)) as { readonly tslab: Tslab };
const { version } = createRequire(import.meta.url)('typescript-6/package.json') as { version: string };

/** tslab's module, for notebooks that were written for it. */
export const { display, newDisplay } = library.tslab;

/** tslab's own version is the last one whose calls these are. */
export const versions = { tslab: '1.0.22', typescript: version, node: process.version };
