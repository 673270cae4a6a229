import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { HistoryEntry, HistoryRequest } from '../protocol/messages.js';
import { globMatcher } from './glob.js';

/** One cell that was run. */
interface Entry {
  readonly session: number;
  readonly line: number;
  readonly input: string;
  readonly output: string | null;
}

/** A line of the file: a cell, or the begin of a session with the mark of the kernel that took its number. */
type Line = Partial<Entry> & { readonly session: number; readonly id?: string };

/** The file is cut when it has more cells than this ... */
const LIMIT = 20_000;
/** ... to this many. */
const KEPT = 10_000;

/**
 * What was run, in this session and those before, in one file of JSON lines that all kernels of a user share. Lines
 * are only appended, each in one write, so that two kernels do not harm each other; a line that a crash cut off is
 * passed over. Section "History" of the protocol.
 */
export class History {
  readonly #file: string | undefined;
  readonly #onTrouble: (message: string) => void;
  #earlier: Entry[] | undefined;
  readonly #own: Entry[] = [];
  #session = 1;

  /** Without a file the history ends with the kernel. The file is not touched before it is needed. */
  constructor(file?: string, onTrouble: (message: string) => void = () => {}) {
    this.#file = file;
    this.#onTrouble = onTrouble;
  }

  /** Number of this session. */
  get session(): number {
    this.#open();
    return this.#session;
  }

  /** Notes a cell that has ended; `output` is the text of its value. */
  add(line: number, input: string, output: string | null = null): void {
    this.#open();
    const entry: Entry = { session: this.#session, line, input, output };
    this.#own.push(entry);
    // The cell's reply leaves first.
    setImmediate(() => this.#append(entry));
  }

  /** What a history_request asks for. */
  find(request: HistoryRequest): HistoryEntry[] {
    return this.#select(request).map(({ session, line, input, output }) => [
      session,
      line,
      request.output ? [input, output] : input,
    ]);
  }

  #select({ hist_access_type, session, start, stop, n, pattern, unique }: HistoryRequest): Entry[] {
    this.#open();
    const all = [...(this.#earlier ?? []), ...this.#own];
    if (hist_access_type === 'range') {
      const wanted = session > 0 ? session : this.#session + session;
      const lines = all.filter((entry) => entry.session === wanted);
      // As in IPython: a negative line counts from behind the last one, and a stop of 0 is none.
      const after = (lines.at(-1)?.line ?? 0) + 1;
      const from = start < 0 ? start + after : start;
      const end = stop !== null && stop < 0 ? stop + after : stop || Number.POSITIVE_INFINITY;
      return lines.filter(({ line }) => line >= from && line < end);
    }
    if (hist_access_type === 'tail') return last(all, n);
    const fits = globMatcher(pattern);
    const found = all.filter((entry) => fits(entry.input));
    return last(unique ? lastOfEach(found) : found, n);
  }

  #open(): void {
    if (this.#earlier !== undefined) return;
    this.#earlier = [];
    if (this.#file === undefined) return;
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      const lines = this.#shorten(this.#read());
      this.#earlier = lines.filter((line): line is Entry => line.input !== undefined);
      this.#session = this.#takeNumber(lines);
    } catch (error) {
      this.#onTrouble(`History ${this.#file}: not read; ${(error as Error).message}`);
    }
  }

  #read(): Line[] {
    let text: string;
    try {
      text = readFileSync(this.#file!, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    return text.split('\n').flatMap((line) => {
      const one = parseLine(line);
      return one ? [one] : [];
    });
  }

  /** Two kernels that start together must not have one number: the first in the file has it. */
  #takeNumber(lines: readonly Line[]): number {
    const id = randomUUID();
    let session = Math.max(0, ...sessionsOf(lines)) + 1;
    for (;;) {
      // Where nothing can be written, as on a full disk, no number can be taken.
      if (!this.#append({ session, id })) return session;
      const taken = this.#read();
      if (taken.find((line) => line.session === session && line.id !== undefined)?.id === id) return session;
      session = Math.max(...sessionsOf(taken)) + 1;
    }
  }

  /** Rewrites a long file. Others append by its name, so that they find the new one. */
  #shorten(lines: Line[]): Line[] {
    if (lines.length <= LIMIT) return lines;
    const lock = `${this.#file}.lock`;
    try {
      closeSync(openSync(lock, 'wx'));
    } catch {
      // Another kernel does it.
      return lines;
    }
    try {
      const kept = lines.slice(-KEPT);
      const next = `${this.#file}.next`;
      writeFileSync(next, kept.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
      renameSync(next, this.#file!);
      return kept;
    } finally {
      rmSync(lock, { force: true });
    }
  }

  /** False where it could not; that is told. */
  #append(line: Line): boolean {
    if (this.#file === undefined) return true;
    try {
      // The first line break ends a line that a crash cut off; empty lines are passed over.
      const begin = line.id === undefined ? '' : '\n';
      appendFileSync(this.#file, `${begin}${JSON.stringify(line)}\n`, { mode: 0o600 });
      return true;
    } catch (error) {
      this.#onTrouble(`History ${this.#file}: not written; ${(error as Error).message}`);
      return false;
    }
  }
}

function sessionsOf(lines: readonly Line[]): number[] {
  return [...new Set(lines.map(({ session }) => session))];
}

function parseLine(text: string): Line | undefined {
  if (text === '') return undefined;
  try {
    const { session, line, input, output, id } = JSON.parse(text) as Line;
    if (!Number.isInteger(session)) return undefined;
    if (typeof id === 'string') return { session, id };
    if (!Number.isInteger(line) || typeof input !== 'string') return undefined;
    return { session, line: line!, input, output: typeof output === 'string' ? output : null };
  } catch {
    return undefined;
  }
}

function last<Value>(values: readonly Value[], n: number | null): Value[] {
  if (n === null) return [...values];
  return n > 0 ? values.slice(-n) : [];
}

/** Of equal inputs, the last one. */
function lastOfEach(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.map((entry) => [entry.input, entry])).values()].sort(
    (a, b) => a.session - b.session || a.line - b.line,
  );
}
