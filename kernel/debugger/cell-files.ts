import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { murmur2 } from './murmur2.js';

/** Any number; front ends are told it. */
const SEED = 0x0ce11;

/**
 * The names under which front ends and kernel speak of cells: a prefix, the hash of the text, a suffix. Nothing is
 * written to such a path.
 */
export class CellFiles {
  readonly hashMethod = 'Murmur2';
  readonly hashSeed = SEED;
  readonly prefix: string;
  readonly suffix = '.ts';
  readonly #codes = new Map<string, string>();

  /** `owner` keeps kernels of one machine apart. */
  constructor(owner: number = process.pid) {
    this.prefix = join(tmpdir(), `cellgrad_${owner}`) + sep;
  }

  /** Remembers a cell, and gives its name. */
  add(code: string): string {
    const path = `${this.prefix}${murmur2(code, this.hashSeed)}${this.suffix}`;
    this.#codes.set(path, code);
    return path;
  }

  /** The text of a cell. */
  code(path: string): string | undefined {
    return this.#codes.get(path);
  }

  /** True for names of cells. */
  isCell(path: string): boolean {
    return path.startsWith(this.prefix);
  }
}
