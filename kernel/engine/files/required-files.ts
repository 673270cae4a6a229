import nodeModule from 'node:module';
import { isObject } from '../is-object.js';
import { isOwnModule } from '../own-modules.js';
import { isLocal, type LocalFiles } from './local-files.js';

/** What the cache of `require` has of a module; of JSON that was imported there is less. */
interface Cached {
  readonly exports: unknown;
  readonly loaded: boolean;
  readonly children?: readonly Cached[];
}

/**
 * The user's own files in the cache of `require`, which keeps CommonJS and JSON, also what was imported. An edited file is
 * taken out, with those that required it, and loads again.
 */
export class RequiredFiles {
  readonly #cache: Record<string, Cached | undefined>;
  readonly #files: LocalFiles;
  /** The version of the text that each module was loaded from. */
  readonly #versions = new WeakMap<Cached, string | undefined>();
  /** What modules that were taken out gave. */
  readonly #former = new WeakSet<object>();

  constructor(cache: NodeJS.Require['cache'], files: LocalFiles) {
    this.#cache = cache;
    this.#files = files;
  }

  /** Called when files were loaded: it keeps in mind from which texts. */
  note(): void {
    for (const [path, module] of this.#own()) {
      if (module.loaded && !this.#versions.has(module)) {
        this.#versions.set(module, this.#files.textVersion(path));
      }
    }
  }

  /** Takes out what was edited since, and what required that. */
  forgetEdited(): void {
    const own = this.#own().filter(([, module]) => this.#versions.has(module));
    const stale = new Set<Cached>();
    for (const [path, module] of own) {
      const version = this.#files.textVersion(path);
      if (version === undefined) forgetPath(path);
      if (version !== this.#versions.get(module)) stale.add(module);
    }
    for (let before = 0; stale.size > before; ) {
      before = stale.size;
      for (const [, module] of own) if (module.children?.some((one) => stale.has(one))) stale.add(module);
    }
    for (const [path, module] of own) {
      if (!stale.has(module)) continue;
      if (isObject(module.exports)) this.#former.add(module.exports);
      delete this.#cache[path];
    }
  }

  /** True for what a module in the cache gives, or one that was taken out. */
  isExports(value: unknown): boolean {
    if (isObject(value) && this.#former.has(value)) return true;
    return Object.values(this.#cache).some((one) => one?.exports === value);
  }

  /** Takes out what a termination left half loaded: Node does so itself only where an exception ends a load. */
  forgetUnfinished(): void {
    for (const [path, module] of this.#own()) if (!module.loaded) delete this.#cache[path];
  }

  #own(): (readonly [path: string, module: Cached])[] {
    return Object.entries(this.#cache).flatMap(([path, module]) =>
      module && isReloadable(path) ? [[path, module] as const] : [],
    );
  }
}

/** Compiled addons stay: the system loads a library once. */
function isReloadable(path: string): boolean {
  return isLocal(path) && !isOwnModule(`file://${path}`) && !path.endsWith('.node');
}

/** Where Node found a file it looks no more: not after one was deleted, whose place another ending may take. */
function forgetPath(path: string): void {
  const { _pathCache: found } = nodeModule as unknown as { _pathCache: Record<string, string> };
  for (const key of Object.keys(found)) if (found[key] === path) delete found[key];
}
