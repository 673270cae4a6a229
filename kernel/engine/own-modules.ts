const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** The library's address: the package name `cellgrad` means it, so that a cell never gets a second copy. */
export const LIBRARY_URL = new URL(`../../src/index.${extension}`, import.meta.url).href;

/** What `import 'tslab'` means: our display under tslab's names. */
export const TSLAB_URL = new URL(`./tslab.${extension}`, import.meta.url).href;

/** The packages that are the kernel's own, whatever is installed. */
export const OWN_MODULES: ReadonlyMap<string, string> = new Map([
  ['cellgrad', LIBRARY_URL],
  ['tslab', TSLAB_URL],
]);

/** The hooks for local files, as a module of their own thread on Node 20. */
export const HOOKS_URL = new URL(`./files/module-hooks.${extension}`, import.meta.url).href;

/** What a worker that runs TypeScript loads first. */
export const WORKER_HOOKS_URL = new URL(`./files/worker-hooks.${extension}`, import.meta.url).href;

/** The addresses of the kernel's and of the library's folder. */
export const OWN_FOLDERS = [
  new URL('../', import.meta.url).href,
  new URL('../../src/', import.meta.url).href,
] as const;

/** True for the kernel's and the library's own modules (a linked checkout lies outside of node_modules). */
export function isOwnModule(url: string): boolean {
  return OWN_FOLDERS.some((folder) => url.startsWith(folder));
}
