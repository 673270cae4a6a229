import { createRequire } from 'node:module';
import type * as Library from '../../src/index.js';
import { LIBRARY_URL } from './own-modules.js';

const library = (await import(LIBRARY_URL)) as typeof Library;
const { version } = createRequire(import.meta.url)('typescript-6/package.json') as { version: string };

/** tslab's module, for notebooks that were written for it. */
export const { display, newDisplay } = library.tslab;

/** tslab's own version is the last one whose calls these are. */
export const versions = { tslab: '1.0.22', typescript: version, node: process.version };
