import type { Debugger } from 'node:inspector';
import type { CellFiles } from './cell-files.js';
import type { Inspector } from './inspector.js';
import type { Scripts, Stop, UserScript } from './scripts.js';

/** A breakpoint as a front end asks for it. */
export interface SourceBreakpoint {
  readonly line: number;
  /** An expression of TypeScript: stops only where it is true. */
  readonly condition?: string;
}

interface Wanted extends SourceBreakpoint {
  /** The line is known to have code. */
  readonly isExact: boolean;
}

/** What became of it. */
export interface Breakpoint {
  readonly id: number;
  readonly verified: boolean;
  readonly line: number;
  readonly source: { readonly path: string };
  readonly message?: string;
}

/** The breakpoints of cells and files, whether or not they have run: each script that appears gets its own. */
export class Breakpoints {
  readonly #inspector: Inspector;
  readonly #scripts: Scripts;
  readonly #cells: CellFiles;
  readonly #wanted = new Map<string, readonly Wanted[]>();
  /** V8's ids, by script. */
  readonly #ids = new Map<string, string[]>();
  #last = 0;

  constructor(inspector: Inspector, scripts: Scripts, cells: CellFiles) {
    this.#inspector = inspector;
    this.#scripts = scripts;
    this.#cells = cells;
  }

  /** All that are wanted, for debugInfo. */
  list(): { source: string; breakpoints: readonly SourceBreakpoint[] }[] {
    return [...this.#wanted].map(([source, wanted]) => ({
      source,
      breakpoints: wanted.map(({ isExact, ...one }) => one),
    }));
  }

  /** Forgets all; V8 has been told to, or is gone. */
  clear(): void {
    this.#wanted.clear();
    this.#ids.clear();
  }

  /** The engine is a new one: what is wanted stays wanted. */
  lost(): void {
    this.#ids.clear();
  }

  /** Replaces those of a cell or file. A line without code means the next one that has some. */
  async replace(path: string, asked: readonly SourceBreakpoint[]): Promise<Breakpoint[]> {
    for (const script of this.#scripts.of(path)) await this.#remove(script);
    const lines = await this.#lines(path);
    const wanted = asked.map((one) => {
      const line = lines.find((other) => other >= one.line);
      return { ...one, line: line ?? one.line, isExact: line !== undefined };
    });
    if (wanted.length === 0) this.#wanted.delete(path);
    else this.#wanted.set(path, wanted);
    for (const script of this.#scripts.of(path)) await this.apply(script);
    const message =
      lines.length > 0
        ? 'There is no code on this line or after it.'
        : 'It is set when the file is loaded, or when the cell has no error any more.';
    return wanted.map(({ line, isExact }) => ({
      id: ++this.#last,
      verified: isExact,
      line,
      source: { path },
      ...(!isExact && { message }),
    }));
  }

  /** Sets in a script what is wanted for its cell or file. */
  async apply(script: UserScript): Promise<void> {
    const wanted = this.#wanted.get(script.path);
    if (!wanted) return;
    const stops = await this.#scripts.stops(script);
    const ids: string[] = [];
    for (const { line, isExact, condition } of wanted) {
      // A cell with magics has several scripts, each with some of its lines.
      const stop = stops.find((one) => (isExact ? one.line === line : one.line >= line));
      if (stop) ids.push(await this.#set(stop, condition));
    }
    this.#ids.set(script.id, ids);
  }

  async #set({ location }: Stop, condition: string | undefined): Promise<string> {
    const only = condition?.trim() ? await this.#inspector.call('javascript', condition) : '';
    const { breakpointId } = await this.#inspector.post<Debugger.SetBreakpointReturnType>(
      'Debugger.setBreakpoint',
      { location, ...(only && { condition: only }) },
    );
    return breakpointId;
  }

  async #remove({ id }: UserScript): Promise<void> {
    const ids = this.#ids.get(id) ?? [];
    this.#ids.delete(id);
    for (const breakpointId of ids) await this.#inspector.post('Debugger.removeBreakpoint', { breakpointId });
  }

  /** The lines of a cell or file that have code, in order. */
  async #lines(path: string): Promise<number[]> {
    const scripts = this.#scripts.of(path);
    const code = this.#cells.code(path);
    const stops =
      scripts.length === 0 && code !== undefined
        ? [await this.#scripts.stopsOf(code)]
        : await Promise.all(scripts.map((script) => this.#scripts.stops(script)));
    return [...new Set(stops.flat().map(({ line }) => line))].sort((a, b) => a - b);
  }
}
