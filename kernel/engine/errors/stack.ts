import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import type { CellSources } from '../cell-sources.js';
import { locateInFile } from '../files/file-map.js';
import { isLocal, isTypeScript } from '../files/local-files.js';
import { isOwnModule, OWN_FOLDERS } from '../own-modules.js';
import { placesOf } from './places.js';

/** One line of a stack. */
export interface Frame {
  /** `cell` and `file` are the user's; `library` is in a package; `hidden` is Node's or the kernel's own. */
  readonly kind: 'cell' | 'file' | 'library' | 'hidden';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly name: string;
}

const frames = new WeakMap<object, readonly Frame[]>();

/** True for an error of any realm: those of `node:vm`, and of libraries that run code in it, are no `Error` of ours. */
export function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

/** Where a thrown value came from: the frames of its stack, then the awaits of cells that it came by. */
export function framesOf(thrown: unknown, sources: CellSources): readonly Frame[] {
  const own = isError(thrown) ? stackOf(thrown, sources) : [];
  const more = placesOf(thrown)
    .map((place) => ({ file: place.file, at: sources.locatePlace(place) }))
    .filter(({ file, at }) => at && !own.some((one) => one.file === file && one.line === at.line))
    .map(({ file, at }): Frame => ({ kind: 'cell', file, line: at!.line, column: at!.column, name: '' }));
  return [...own, ...more];
}

/** From the time when the stack was made, else from its text. */
function stackOf(error: Error, sources: CellSources): readonly Frame[] {
  // Reading the stack makes it, and calls prepare below.
  let text = '';
  try {
    text = String(error.stack ?? '');
  } catch {
    // Its message or its stack is a getter that throws, or the user's own prepareStackTrace does.
  }
  return frames.get(error) ?? parseStack(text, sources);
}

type Prepare = (error: Error, sites: NodeJS.CallSite[]) => unknown;

const PREPARE = 'prepareStackTrace';

/**
 * Makes stacks name cells (`at f (Cell 4:2:11)`) wherever they are printed: as `Error.prepareStackTrace`, which V8 calls when
 * an error's stack is first read. A function that user code sets in its place makes the texts, and tracebacks keep their
 * places.
 */
export class StackFormat {
  readonly #sources: CellSources;
  /** What user code reads it may set again, or call from its own function. */
  readonly #own = new WeakSet<Prepare>();
  readonly #usual: Prepare;
  #current: Prepare;
  readonly #property: PropertyDescriptor = {
    configurable: true,
    enumerable: true,
    get: () => this.#current,
    set: (value: unknown) => this.#set(value),
  };

  constructor(sources: CellSources) {
    this.#sources = sources;
    this.#usual = this.#noting((error, sites, list) => formatStack(error, sites, list, sources));
    this.#current = this.#usual;
  }

  /** Returns the function that takes it away. */
  install(): () => void {
    const before = Object.getOwnPropertyDescriptor(Error, PREPARE);
    const limit = Error.stackTraceLimit;
    // Cells stand below the library's frames, which ten lines often do not reach.
    Error.stackTraceLimit = 50;
    Object.defineProperty(Error, PREPARE, this.#property);
    return () => {
      Reflect.deleteProperty(Error, PREPARE);
      if (before) Object.defineProperty(Error, PREPARE, before);
      Error.stackTraceLimit = limit;
    };
  }

  /** Puts it back after `delete Error.prepareStackTrace`; a function that was defined there stays the user's. */
  renew(): void {
    const now = Object.getOwnPropertyDescriptor(Error, PREPARE);
    if (now?.get === this.#property.get) return;
    this.#set(now?.value);
    Reflect.defineProperty(Error, PREPARE, this.#property);
  }

  #set(value: unknown): void {
    if (typeof value !== 'function') this.#current = this.#usual;
    else if (this.#own.has(value as Prepare)) this.#current = value as Prepare;
    // As V8 calls it.
    else this.#current = this.#noting((error, sites) => Reflect.apply(value, Error, [error, sites]));
  }

  #noting(format: (error: Error, sites: NodeJS.CallSite[], list: readonly Frame[]) => unknown): Prepare {
    const prepare: Prepare = (error, sites) => {
      const list = sites.map((site) => toFrame(site, this.#sources));
      frames.set(error, list);
      return format(error, sites, list);
    };
    this.#own.add(prepare);
    return prepare;
  }
}

function formatStack(
  error: Error,
  sites: readonly NodeJS.CallSite[],
  list: readonly Frame[],
  sources: CellSources,
): string {
  // What calls a cell, and what the compiler put into it, is nothing that a user can look at.
  const shown = list
    .map((frame, i) => [frame, sites[i]] as const)
    .filter(([frame]) => !isOwn(frame, sources));
  const lines = shown.map(([frame, site]) => `    at ${describe(frame, site, sources)}`);
  return [headOf(error), ...lines].join('\n');
}

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

function toFrame(site: NodeJS.CallSite, sources: CellSources): Frame {
  const file = site.getFileName() ?? site.getScriptNameOrSourceURL?.() ?? '';
  const name = nameOf(site);
  const line = site.getLineNumber() ?? 0;
  const column = site.getColumnNumber() ?? 0;
  if (sources.has(file)) {
    const found = sources.locate(file, { line, column });
    if (!found) return { kind: 'hidden', file, line, column, name };
    return { kind: 'cell', file, ...found, name };
  }
  return fileFrame(file, { line, column }, name);
}

function fileFrame(file: string, at: { line: number; column: number }, name: string): Frame {
  const kind = kindOf(file);
  if (kind !== 'file') return { kind, file, ...at, name };
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  const found = isTypeScript(path) ? locateInFile(file, at) : undefined;
  return { kind, file: path, ...(found ?? at), name };
}

function nameOf(site: NodeJS.CallSite): string {
  const called = withoutRuntime(site.getFunctionName() ?? '');
  const method = site.getMethodName();
  const name = called || method || '';
  if (site.isConstructor()) return `new ${name}`;
  const type = site.isToplevel() ? null : site.getTypeName();
  // A static method: V8's own text names the class.
  if (type === 'Function') return /^(?:async )?(\S+) \(/.exec(String(site))?.[1] ?? name;
  if (!type || type === 'Object' || type === 'Runtime' || name.includes('.')) return name;
  return name ? `${type}.${name}` : '';
}

/** V8 makes up names of what surrounds a function, and in a cell that may be a call of the kernel's. */
function withoutRuntime(name: string): string {
  return name.replaceAll(/\$cg_*\.\w+\.?/g, '').replace(/\.$/, '');
}

function kindOf(file: string): Frame['kind'] {
  if (
    file === '' ||
    file.startsWith('node:') ||
    file.startsWith('cellgrad:') ||
    !/^(?:file:|\/|[A-Za-z]:)/.test(file)
  ) {
    return 'hidden';
  }
  const url = toUrl(file);
  if (isKernel(url)) return 'hidden';
  return isLocal(url) && !isOwnModule(url) ? 'file' : 'library';
}

function isOwn({ kind, file }: Frame, sources: CellSources): boolean {
  if (kind !== 'hidden' || file === '') return false;
  return sources.has(file) || file.startsWith('cellgrad:') || isKernel(toUrl(file));
}

function toUrl(file: string): string {
  return file.startsWith('file:') ? file : `file://${file}`;
}

const [KERNEL] = OWN_FOLDERS;

function isKernel(url: string): boolean {
  return url.startsWith(KERNEL) || /\/notebook\.[mc]js$/.test(url);
}

function describe(frame: Frame, site: NodeJS.CallSite | undefined, sources: CellSources): string {
  if (frame.kind !== 'cell') return String(site);
  const place = `Cell ${sources.count(frame.file)}:${frame.line}:${frame.column}`;
  const asyncMark = (site as { isAsync?(): boolean } | undefined)?.isAsync?.() ? 'async ' : '';
  return frame.name ? `${asyncMark}${frame.name} (${place})` : `${asyncMark}${place}`;
}

const LINE = /^\s+at (?:async )?(?:(.*?) \()?((?:file:|\/|[A-Za-z]:\\|node:)[^()]*?):(\d+):(\d+)\)?$/;

/** Stacks that were made before the cell's script was known, or came as text from another thread. */
function parseStack(text: string, sources: CellSources): Frame[] {
  const found: Frame[] = [];
  for (const line of text.split('\n')) {
    const match = LINE.exec(line);
    if (!match) continue;
    const [, name = '', file = '', row, column] = match;
    const at = { line: Number(row), column: Number(column) };
    const mapped = sources.has(file) ? sources.locate(file, at) : undefined;
    if (mapped) found.push({ kind: 'cell', file, ...mapped, name });
    else if (sources.has(file)) found.push({ kind: 'hidden', file, ...at, name });
    else found.push(fileFrame(file, at, name));
  }
  return found;
}
