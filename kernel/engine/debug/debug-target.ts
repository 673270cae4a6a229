import { toBundle } from '../../../src/display/bundle.js';
import type { CellSources } from '../cell-sources.js';
import { compileCell } from '../compile.js';
import { locateInFile } from '../files/file-map.js';
import { isTypeScript } from '../files/local-files.js';
import { splitMagics } from '../magics/split.js';
import { MAGICS } from '../magics/table.js';
import type { Names } from '../names/names.js';
import { transpile } from '../transpile/transpile.js';
import type { DebugGate } from './debug-gate.js';
import { DebugValues, type DebugVariable } from './debug-values.js';

/** A place in a script or file; line and column from 1. */
export type Place = readonly [file: string, line: number, column: number];

/** The symbol under which the debugger finds the target on the global object. */
export const DEBUG_TARGET = 'cellgrad.debugger';

/** What a target is made of. */
export interface DebugTargetParts {
  readonly sources: CellSources;
  readonly names: Names;
  readonly gate: DebugGate;
}

/**
 * What the debugger asks of the main thread. It calls these methods through the inspector, also while a cell stands at a
 * breakpoint, so none may wait for anything.
 */
export class DebugTarget {
  readonly #parts: DebugTargetParts;
  readonly #values = new DebugValues();

  constructor(parts: DebugTargetParts) {
    this.#parts = parts;
  }

  /** Makes cells wait for {@link go}, or no longer. */
  attach(on: boolean): void {
    if (on) this.#parts.gate.close();
    else this.#parts.gate.open();
  }

  /** Lets a cell run whose breakpoints are set. */
  go(file: string): void {
    this.#parts.gate.open(file);
  }

  /** The text of the cell to which each script belongs; null where it is no cell's. */
  codes(files: readonly string[]): (string | null)[] {
    return files.map((file) => this.#parts.sources.wholeText(file) ?? null);
  }

  /** The person's place for each place of a script; null for code that the compiler added. */
  locate(places: readonly Place[]): ([line: number, column: number] | null)[] {
    return places.map(([file, line, column]) => {
      const at = { line, column };
      if (this.#parts.sources.has(file)) return pair(this.#parts.sources.locate(file, at));
      return pair((isTypeScript(file) ? locateInFile(file, at) : undefined) ?? at);
    });
  }

  /** The scripts of a cell that has not run, so that its lines can be looked up; none for a cell with an error. */
  compile(folder: string, code: string): { file: string; script: string }[] {
    const { sources, names } = this.#parts;
    try {
      return splitMagics(code, (name) => MAGICS.has(name)).flatMap((part) => {
        if (part.kind !== 'code') return [];
        const { script, options } = compileCell(part.code, {
          constants: names.constants,
          shadows: names.shadowNames,
          own: names.valued,
          isPlatform: names.isPlatform,
        });
        return [{ file: sources.add(folder, { id: 0, count: 0 }, part.code, options, code), script }];
      });
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  }

  /** TypeScript of the debugger's console as JavaScript, an object literal as a value. */
  javascript(code: string): string {
    try {
      return transpile(`(${code}\n)`).code;
    } catch {
      return transpile(code).code;
    }
  }

  /** A value that the debugger has, such as an expression's. */
  describe(value: unknown, expression: string): DebugVariable {
    return this.#values.describe(expression, value, expression);
  }

  /** A value in all the forms in which a cell would show it. */
  rich(value: unknown): { data: object; metadata: object } {
    const { data, metadata } = toBundle(value);
    return { data, metadata: metadata ?? {} };
  }

  /** The names in scopes. That of a cell's function has none of the user's. */
  names(...scopes: object[]): string[] {
    const all = new Set(
      scopes
        .map((scope) => Object.keys(scope))
        .filter((names) => !names.some(isRuntime))
        .flat(),
    );
    return [...all].filter((name) => name !== 'arguments');
  }

  /** The variables of a frame: `this`, where it means something, and one function for each name that reads it. */
  locals(self: unknown, readers: Readonly<Record<string, () => unknown>>): DebugVariable[] {
    const own = Object.entries(readers).map(([name, read]) => {
      try {
        return this.#values.describe(name, read(), name);
      } catch {
        return { name, value: '(not initialized)', type: '', variablesReference: 0 };
      }
    });
    const isPlain = self === undefined || self === globalThis;
    return isPlain ? own : [this.#values.describe('this', self, 'this'), ...own];
  }

  /** The variables of the session. */
  globals(): DebugVariable[] {
    const { names } = this.#parts;
    return [...names.own, ...names.shadowNames]
      .sort()
      .map((name) => this.#values.describe(name, names.read(name), name));
  }

  /** The parts of a described value. */
  children(reference: number, start?: number, count?: number): DebugVariable[] {
    return this.#values.children(reference, start, count);
  }

  /** Gives a variable of the session a value. */
  define(name: string, value: unknown): void {
    this.#parts.names.write(name, value);
  }

  /** Forgets the values that were described. */
  clear(): void {
    this.#values.clear();
  }

  /** Makes it findable. Returns the function that takes it away. */
  install(): () => void {
    const symbol = Symbol.for(DEBUG_TARGET);
    Object.defineProperty(globalThis, symbol, { value: this, configurable: true, enumerable: false });
    return () => {
      Reflect.deleteProperty(globalThis, symbol);
    };
  }
}

/** The names by which scripts of cells call the runtime. */
function isRuntime(name: string): boolean {
  return /^\$cg_*f?$/.test(name);
}

function pair(at: { readonly line: number; readonly column: number } | undefined): [number, number] | null {
  return at ? [at.line, at.column] : null;
}
