import type { Debugger } from 'node:inspector';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CellFiles } from './cell-files.js';
import type { Inspector } from './inspector.js';
import type { ParsedScript } from './inspector-events.js';
import { possibleStops } from './possible-stops.js';

/** A script of the user's. */
export interface UserScript {
  readonly id: string;
  /** Its file name: for a cell that of its run, `Cell 3.ts` in the notebook's folder. */
  readonly file: string;
  /** By what the engine looks up its places: the address of a module, the file name of another. */
  readonly address: string;
  /** The name by which front ends know the cell or file. */
  readonly path: string;
  readonly isCell: boolean;
}

/** A line of the user's on which JavaScript can stop, and where that is in the script. */
export interface Stop {
  readonly line: number;
  readonly location: Debugger.Location;
}

/** What the scripts of cells are called; the engine knows whether one is. */
const CELL = /[\\/]Cell \d+(?: \(\d+\))?\.ts$/;
/** The compiler puts a cell into a function that starts on the script's first line, before any other. */
const BODY_COLUMN = 20;
const PACKAGE = /[\\/]node_modules[\\/]/;

/** The scripts that V8 has read: which cell or file each is, and which of its lines can be stopped at. */
export class Scripts {
  readonly #inspector: Inspector;
  readonly #cells: CellFiles;
  readonly #known = new Map<string, UserScript>();
  readonly #stops = new Map<string, Promise<readonly Stop[]>>();

  constructor(inspector: Inspector, cells: CellFiles) {
    this.#inspector = inspector;
    this.#cells = cells;
  }

  /** Takes a script that V8 has read; gives it when it is the user's own. */
  async add({ scriptId, url, isModule }: ParsedScript): Promise<UserScript | undefined> {
    const file = fileURLToPath(url);
    let path = file;
    const named = CELL.test(file);
    if (named) {
      const [code] = await this.#inspector.call('codes', [file]);
      if (code !== null && code !== undefined) path = this.#cells.add(code);
    }
    const address = isModule ? pathToFileURL(file).href : file;
    const script = { id: scriptId, file, address, path, isCell: path !== file };
    this.#known.set(scriptId, script);
    return PACKAGE.test(file) ? undefined : script;
  }

  /** A script of the user's own, not of a package. */
  get(id: string): UserScript | undefined {
    const script = this.#known.get(id);
    return script && !PACKAGE.test(script.file) ? script : undefined;
  }

  /** The scripts of a cell (one for each run) or of a file. */
  of(path: string): UserScript[] {
    return [...this.#known.values()].filter((script) => script.path === path);
  }

  /** All files that were loaded, without cells. */
  files(): string[] {
    return [...new Set([...this.#known.values()].filter((one) => !one.isCell).map((one) => one.file))];
  }

  /** Resolves when all that V8 has read by now is known: news of scripts takes another way than a cell's reply. */
  async settled(): Promise<void> {
    await this.#inspector.post('Runtime.getIsolateId');
  }

  clear(): void {
    this.#known.clear();
    this.#stops.clear();
  }

  /** The first place of each line at which the script can stop, by line. */
  stops(script: UserScript): Promise<readonly Stop[]> {
    let stops = this.#stops.get(script.id);
    if (!stops) {
      stops = this.#findStops(script);
      this.#stops.set(script.id, stops);
    }
    return stops;
  }

  /** The same for a cell that has not run. */
  async stopsOf(code: string): Promise<readonly Stop[]> {
    const scripts = await this.#inspector.call('compile', this.#cells.prefix.slice(0, -1), code);
    const stops = scripts.map(({ file, script }) => this.#byLine(file, possibleStops(script)));
    return (await Promise.all(stops)).flat();
  }

  /** The first place of a cell's own, outside of its functions. */
  async start({ id, address }: UserScript): Promise<Debugger.Location | undefined> {
    const locations = await this.#possible(id, { columnNumber: BODY_COLUMN, restrictToFunction: true });
    const places = await this.#locate(address, locations);
    return locations.find((_, i) => places[i]);
  }

  async #findStops({ id, address }: UserScript): Promise<readonly Stop[]> {
    return this.#byLine(address, await this.#possible(id, { columnNumber: 0 }));
  }

  /** Where V8 can stop in a script from a column of its first line on. */
  async #possible(
    scriptId: string,
    { columnNumber, ...more }: { columnNumber: number; restrictToFunction?: boolean },
  ): Promise<readonly Debugger.BreakLocation[]> {
    const start = { scriptId, lineNumber: 0, columnNumber };
    const { locations } = await this.#inspector.post<Debugger.GetPossibleBreakpointsReturnType>(
      'Debugger.getPossibleBreakpoints',
      { start, ...more },
    );
    return locations;
  }

  #locate(file: string, locations: readonly Debugger.BreakLocation[]) {
    const places = locations.map(
      ({ lineNumber, columnNumber = 0 }) => [file, lineNumber + 1, columnNumber + 1] as const,
    );
    return this.#inspector.call('locate', places);
  }

  async #byLine(file: string, locations: readonly Debugger.BreakLocation[]): Promise<readonly Stop[]> {
    const found = await this.#locate(file, locations);
    const lines = new Map<number, { column: number; isStatement: boolean; stop: Stop }>();
    locations.forEach(({ type, ...location }, i) => {
      const place = found[i];
      if (!place || (CELL.test(file) && isBody(location))) return;
      const [line, column] = place;
      const isStatement = type === undefined || type === 'debuggerStatement';
      const before = lines.get(line);
      // A line begins with its first statement; calls and returns inside of it are for stepping.
      const better = !before || (isStatement !== before.isStatement ? isStatement : column < before.column);
      if (better) lines.set(line, { column, isStatement, stop: { line, location } });
    });
    return [...lines.values()].map(({ stop }) => stop).sort((a, b) => a.line - b.line);
  }
}

/** True for the beginning of a cell's script, which is the compiler's. */
export function isBody(at: Debugger.Location | undefined): boolean {
  return at?.lineNumber === 0 && (at.columnNumber ?? 0) < BODY_COLUMN;
}
