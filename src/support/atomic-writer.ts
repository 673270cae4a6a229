import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { ValueError } from './errors.js';

/** Bytes that are collected before they are written. */
const BLOCK = 2 ** 18;

/**
 * Writes a file piece by piece. It has its name only when all of it is there: until `commit` it lies beside its place,
 * and what was there before stays.
 */
export class AtomicWriter {
  readonly path: string;
  readonly #where: string;
  readonly #temporary: string;
  #handle: number | undefined;
  #pieces: Uint8Array[] = [];
  #size = 0;

  /**
   * @param where what is said in errors
   * @throws ValueError when it cannot be written
   */
  constructor(where: string, file: string) {
    this.path = file;
    this.#where = where;
    this.#temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);
    this.#try(() => {
      mkdirSync(path.dirname(file), { recursive: true });
      this.#handle = openSync(this.#temporary, 'wx');
    });
  }

  get isOpen(): boolean {
    return this.#handle !== undefined;
  }

  write(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#size += bytes.length;
    if (this.#size >= BLOCK) this.flush();
  }

  /** Gives the system what is collected here. */
  flush(): void {
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#size = 0;
    this.#try(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle as number, bytes, at);
    });
  }

  /** The file is complete: it gets its name. */
  commit(): void {
    this.flush();
    this.#try(() => {
      // A name that a crash of the machine finds must have all of its content.
      fsyncSync(this.#handle as number);
      closeSync(this.#handle as number);
      this.#handle = undefined;
      renameSync(this.#temporary, this.path);
    });
  }

  /** Leaves nothing behind. */
  abort(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
    rmSync(this.#temporary, { force: true });
  }

  #try(work: () => void): void {
    try {
      work();
    } catch (cause) {
      this.abort();
      throw new ValueError(`${this.#where}: ${this.path} could not be written: ${(cause as Error).message}`, {
        cause,
      });
    }
  }
}
