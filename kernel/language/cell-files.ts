import { resolve } from 'node:path';
import type { DocumentSymbol, Position, Range } from 'vscode-languageserver-protocol/node';
import { declaredNames, NAME } from '../engine/assist/declared-names.js';
import { isInBlock } from '../engine/assist/open-brackets.js';
import { LAST_VALUE, LIBRARY_NAMES, LIBRARY_TYPES } from '../engine/names/globals.js';
import { looseFields } from './loose-fields.js';
import { CELL_FILE } from './project.js';
import type { TypeScriptServer } from './typescript-server.js';
import { type Declaration, LINES_BEFORE, type Origin, virtualCell, wordsIn } from './virtual-cell.js';

const IS_NAME = new RegExp(`^${NAME}$`, 'u');
/** The symbol kind of variables, parameters, and names that are imported. */
const VARIABLE = 13;

/** A place in a cell as its file has it. */
export interface FilePlace {
  readonly file: string;
  readonly position: Position;
}

/**
 * The cells of a notebook as files of a TypeScript server: each takes what it uses and does not declare from the last cell
 * that declares it, else from the library.
 */
export class CellFiles {
  readonly #server: TypeScriptServer;
  /** Where cells run. */
  folder: string;
  readonly #origins = new Map<string, Origin>();
  #count = 0;

  constructor(server: TypeScriptServer, folder: string) {
    this.#server = server;
    this.folder = folder;
    for (const name of [...LIBRARY_NAMES, ...LIBRARY_TYPES, 'prompt', 'password'])
      this.#origins.set(name, { name, kind: 'other', module: 'cellgrad' });
    for (const name of ['comms', LAST_VALUE]) this.#addGlobal(name);
  }

  /** Takes a cell that ran: its names are those of the session from now on. */
  async add(code: string): Promise<void> {
    const module = `${CELL_FILE}-${++this.#count}`;
    const declared = await this.#write(`${module}.ts`, code);
    for (const one of declared) this.#origins.set(one.name, { ...one, module: `./${module}` });
  }

  /** The file of a cell that is about to run, whole. */
  async probe(code: string): Promise<string> {
    const file = `${CELL_FILE}-probe.ts`;
    await this.#write(file, code);
    return file;
  }

  async #write(file: string, code: string): Promise<readonly Declaration[]> {
    const origins = this.#origins;
    for (const [, name = ''] of code.matchAll(ON_GLOBAL))
      if (!origins.has(name) && !(name in globalThis)) this.#addGlobal(name);
    await this.#readAgain(code);
    await this.#server.write(file, virtualCell(code, { origins, own: new Set(), wanted: [] }));
    const symbols = await this.#server.symbols(file);
    const declared = declarations(symbols, code);
    const textOf = ({ start, end }: Range) => code.slice(offsetAt(code, start), offsetAt(code, end));
    const outside = symbols.filter(({ range }) => !isInBlock(code.slice(0, offsetAt(code, range.start))));
    const loose = looseFields(outside, textOf);
    const own = new Set(declared.map(({ name }) => name));
    await this.#server.write(
      file,
      virtualCell(code, { origins, own, wanted: wordsIn(code), given: own, loose }),
    );
    return declared;
  }

  #addGlobal(name: string): void {
    this.#origins.set(name, { name, kind: 'variable', module: undefined });
  }

  /** The file of a cell that is being written; of names that begin as `prefix`, it knows all. */
  async draft(code: string, cursor: number, prefix: string): Promise<FilePlace> {
    const origins = this.#origins;
    const begun = prefix === '' ? [] : [...origins.keys()].filter((name) => name.startsWith(prefix));
    const wanted = [...wordsIn(code), ...begun];
    const file = `${CELL_FILE}.ts`;
    await this.#readAgain(code);
    // Where a parameter has the name of a variable of the session, run-time values answer for that one.
    await this.#server.write(file, virtualCell(code, { origins, own: declaredNames(code), wanted }));
    return { file, position: placeAt(code, cursor) };
  }

  /** Files that a cell imports may be others than when they were read. */
  async #readAgain(code: string): Promise<void> {
    const paths = [...code.matchAll(RELATIVE)].map(([, specifier = '']) => resolve(this.folder, specifier));
    if (paths.length === 0) return;
    const stems = paths.map((path) => path.replace(/\.[cm]?js$/, ''));
    await this.#server.touched([
      ...paths,
      ...stems.flatMap((stem) => ENDINGS.map((ending) => stem + ending)),
    ]);
  }
}

/** What a cell puts on the global object is a name for those that follow: `globalThis.x = 1`, `(globalThis as any).x = 1`. */
const ON_GLOBAL = new RegExp(`\\b(?:globalThis|global)(?:\\s+as\\s+any\\s*\\))?\\s*\\.\\s*(${NAME})`, 'gu');
const RELATIVE = /\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"\n]+)['"]/g;
/** What an import may leave out of a file's name. */
const ENDINGS = ['.ts', '.mts', '.cts', '.tsx', '.d.ts', '.js', '.json', '/index.ts', '/index.js'];

/** Where in its file an offset of a cell's code is. */
function placeAt(code: string, offset: number): Position {
  const before = code.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length - 1 + LINES_BEFORE, character: offset - start };
}

/** Where in a cell's code a place of its file is. */
export function offsetAt(code: string, { line, character }: Position): number {
  let start = 0;
  for (let n = LINES_BEFORE; n < line; n++) start = code.indexOf('\n', start) + 1;
  return start + character;
}

/** The names at the top of a cell. Symbols of blocks stand beside them, but for those only the block is theirs. */
function declarations(symbols: readonly DocumentSymbol[], code: string): Declaration[] {
  const found = new Map<string, Declaration>();
  for (const { name, kind, range, selectionRange } of symbols) {
    if (!IS_NAME.test(name) || name === 'default') continue;
    const before = code.slice(0, offsetAt(code, selectionRange.start));
    // A `var` belongs to the cell, in whatever block it stands.
    if (isInBlock(code.slice(0, offsetAt(code, range.start))) && !/\bvar\s+$/.test(before)) continue;
    if (found.get(name)?.kind === 'other') continue;
    const isImported = /(?:^|[;\n])\s*import\b[^;'"]*$/.test(before);
    found.set(name, { name, kind: kind === VARIABLE && !isImported ? 'variable' : 'other' });
  }
  return [...found.values()];
}
