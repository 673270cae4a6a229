import { readFileSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOwnModule, OWN_MODULES } from '../own-modules.js';
import { isLocal, isTypeScript, LocalFiles, retryOf, transpileFile } from './local-files.js';

/**
 * Node's module hooks for the user's local files. Written so that one text serves as synchronous hooks
 * (`module.registerHooks`, Node 22.15 and later) and as asynchronous ones in their own thread (`module.register`, Node
 * 20): both ignore or await what they are given back.
 */
interface ResolveContext {
  readonly parentURL?: string | undefined;
  readonly importAttributes?: Readonly<Record<string, string>>;
  readonly conditions?: readonly string[];
}

interface Resolved {
  readonly url: string;
  readonly importAttributes?: Readonly<Record<string, string>>;
  readonly shortCircuit?: boolean;
}

interface LoadContext {
  readonly format?: string | null | undefined;
}

interface Loaded {
  readonly format: string;
  readonly source?: unknown;
  readonly shortCircuit?: boolean;
}

const files = new LocalFiles();

/** Finds local files without their extension, gives edited ones a new address, imports JSON also without an attribute, and knows the kernel's own packages. */
export function resolve<T>(
  specifier: string,
  context: ResolveContext,
  next: (specifier: string, context: ResolveContext) => T,
): T | Resolved {
  const parent = context.parentURL;
  if (parent && (!isLocal(parent) || isOwnModule(parent))) return next(specifier, context);
  const own = OWN_MODULES.get(specifier);
  if (own !== undefined) return { url: own, shortCircuit: true };
  // Synchronous hooks hear of `require`, too, which finds local files by itself and takes no addresses.
  if (context.conditions?.includes('require')) return next(specifier, context);
  if (!/^(?:\.{0,2}\/|file:)/.test(specifier) || /[?#]/.test(specifier)) return next(specifier, context);
  if (!parent?.startsWith('file:') && !specifier.startsWith('file:')) return next(specifier, context);
  const folder = parent?.startsWith('file:') ? dirname(fileURLToPath(parent)) : '/';
  const path = files.find(specifier, folder);
  if (!path || !isLocal(path)) return next(specifier, context);
  const retry = parent ? retryOf(parent) : 0;
  if (!path.endsWith('.json')) return next(files.address(path, retry), context);
  const importAttributes = { type: 'json', ...context.importAttributes };
  return { url: files.address(realpathSync(path), retry), importAttributes, shortCircuit: true };
}

/** Transpiles TypeScript. */
export function load<T>(
  url: string,
  context: LoadContext,
  next: (url: string, context: LoadContext) => T,
): T | Loaded {
  if (!url.startsWith('file:') || isOwnModule(url)) return next(url, context);
  const path = fileURLToPath(url);
  if (!isLocal(path)) return next(url, context);
  if (!isTypeScript(path)) return isUnmarkedModule(path) ? loadModule(path) : next(url, context);
  const source = transpileFile(path, readFileSync(path, 'utf8'));
  return { format: path.endsWith('.cts') ? 'commonjs' : 'module', source, shortCircuit: true };
}

/** `import` or `export` at the start of a line. */
const MODULE_SYNTAX = /^\s*(?:import\s*[\w{*'"]|export\s)/m;

/** A `.js` file with the syntax of a module, whatever package.json says or does not say. */
function isUnmarkedModule(path: string): boolean {
  return path.endsWith('.js') && MODULE_SYNTAX.test(readFileSync(path, 'utf8'));
}

function loadModule(path: string): Loaded {
  return { format: 'module', source: readFileSync(path, 'utf8'), shortCircuit: true };
}
