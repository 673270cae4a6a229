import type { Debugger } from 'node:inspector';
import { pathToFileURL } from 'node:url';
import type { CellFiles } from './cell-files.js';
import type { Inspector } from './inspector.js';
import type { Paused } from './inspector-events.js';
import type { Scripts, Stop, UserScript } from './scripts.js';
import { startingWith } from './starting-with.js';

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

/** One that V8 has. */
interface Placed {
  readonly id: string;
  readonly location: Debugger.Location;
  /** As JavaScript. */
  readonly condition: string;
}

/**
 * The breakpoints of cells and files, whether or not they have run: each script that appears gets its own. A cell waits for
 * them before it runs; a file is stopped where it begins.
 */
export class Breakpoints {
  readonly #inspector: Inspector;
  readonly #scripts: Scripts;
  readonly #cells: CellFiles;
  readonly #wanted = new Map<string, readonly Wanted[]>();
  /** What each script has got, or is getting. */
  readonly #placed = new Map<string, Promise<readonly Placed[]>>();
  /** V8's ids of the breakpoints where files begin, by path. */
  readonly #entries = new Map<string, string>();
  /** Those where cells begin that are to be stopped there. */
  readonly #starts = new Set<string>();
  #watches = true;
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
    this.lost();
  }

  /** The engine is a new one: what is wanted stays wanted. */
  lost(): void {
    this.#placed.clear();
    this.#entries.clear();
    this.#starts.clear();
  }

  /** Whether files with breakpoints are stopped where they begin. During a step they are not: V8 would forget the step. */
  async watchFiles(on: boolean): Promise<void> {
    this.#watches = on;
    for (const path of this.#wanted.keys()) await this.#watch(path);
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
    await this.#watch(path);
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
    const placed = this.#place(script);
    this.#placed.set(script.id, placed);
    await placed;
  }

  /**
   * Stops a cell where it begins, once. A pause alone might be over by then: V8 takes none while it stands in the kernel's
   * own code.
   */
  async stopAtStart(script: UserScript): Promise<void> {
    const location = await this.#scripts.start(script);
    if (!location || (await this.#placed.get(script.id))?.some((one) => isSame(one.location, location)))
      return;
    const { breakpointId } = await this.#inspector.post<Debugger.SetBreakpointReturnType>(
      'Debugger.setBreakpoint',
      { location },
    );
    this.#starts.add(breakpointId);
  }

  /** Why V8 stopped: at a person's breakpoint, or only where a file or cell begins, whose breakpoints are set by now. */
  async hit({ hitBreakpoints = [], callFrames: [top] }: Paused): Promise<'breakpoint' | 'entry' | undefined> {
    const entries = new Set([...this.#entries.values(), ...this.#starts]);
    for (const id of hitBreakpoints) if (this.#starts.delete(id)) await this.#removeById(id);
    if (hitBreakpoints.some((id) => !entries.has(id))) return 'breakpoint';
    if (!top || hitBreakpoints.length === 0) return undefined;
    for (const { location, condition } of (await this.#placed.get(top.location.scriptId)) ?? []) {
      // V8 stands here already and will not stop here again.
      if (!isSame(location, top.location)) continue;
      if (await this.#holds(condition, top.callFrameId)) return 'breakpoint';
    }
    return 'entry';
  }

  async #place(script: UserScript): Promise<readonly Placed[]> {
    const wanted = this.#wanted.get(script.path);
    if (!wanted) return [];
    const stops = await this.#scripts.stops(script);
    const placed: Placed[] = [];
    for (const { line, isExact, condition } of wanted) {
      // A cell with magics has several scripts, each with some of its lines; a file may have been edited.
      const stop = stops.find((one) => (isExact && script.isCell ? one.line === line : one.line >= line));
      if (stop) placed.push(await this.#set(stop, condition));
    }
    return placed;
  }

  async #set({ location }: Stop, condition: string | undefined): Promise<Placed> {
    const only = condition?.trim() ? await this.#inspector.call('javascript', condition) : '';
    const { breakpointId, actualLocation } = await this.#inspector.post<Debugger.SetBreakpointReturnType>(
      'Debugger.setBreakpoint',
      { location, ...(only && { condition: only }) },
    );
    return { id: breakpointId, location: actualLocation, condition: only };
  }

  async #holds(condition: string, frame: string): Promise<boolean> {
    if (condition === '') return true;
    try {
      return (await this.#inspector.evaluate(`!!(${condition})`, frame)).object.value === true;
    } catch {
      // V8 does not stop where a condition throws, either.
      return false;
    }
  }

  async #remove({ id }: UserScript): Promise<void> {
    const placed = (await this.#placed.get(id)) ?? [];
    this.#placed.delete(id);
    for (const one of placed) await this.#removeById(one.id);
  }

  async #removeById(breakpointId: string): Promise<void> {
    await this.#inspector.post('Debugger.removeBreakpoint', { breakpointId });
  }

  /** Stops each version of a file that has breakpoints where it begins. */
  async #watch(path: string): Promise<void> {
    const entry = this.#entries.get(path);
    const isWanted = this.#watches && this.#wanted.has(path) && !this.#cells.isCell(path);
    if (isWanted === (entry !== undefined)) return;
    if (entry !== undefined) {
      this.#entries.delete(path);
      await this.#removeById(entry);
      return;
    }
    const { breakpointId } = await this.#inspector.post<Debugger.SetBreakpointByUrlReturnType>(
      'Debugger.setBreakpointByUrl',
      { urlRegex: `${startingWith(pathToFileURL(path).href)}(?:\\?.*)?$`, lineNumber: 0, columnNumber: 0 },
    );
    this.#entries.set(path, breakpointId);
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

/** In one script. */
function isSame(one: Debugger.Location, other: Debugger.Location): boolean {
  return one.lineNumber === other.lineNumber && one.columnNumber === other.columnNumber;
}
