import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The file descriptors of C. */
export interface Descriptors {
  dup(descriptor: number): number;
  dup2(from: number, to: number): number;
  close(descriptor: number): number;
}

const STDERR = 2;

/**
 * Runs `work` and leaves out the lines that a native library writes to stderr meanwhile and that `isNoise` knows; the
 * others come out afterwards.
 */
export function quietly<T>(
  { dup, dup2, close }: Descriptors,
  isNoise: (line: string) => boolean,
  work: () => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-'));
  const path = join(folder, 'stderr');
  const file = openSync(path, 'w');
  const stderr = dup(STDERR);
  try {
    dup2(file, STDERR);
    return work();
  } finally {
    dup2(stderr, STDERR);
    close(stderr);
    closeSync(file);
    const lines = readFileSync(path, 'utf8').split(/(?<=\n)/);
    const rest = lines.filter((line) => !isNoise(line)).join('');
    if (rest !== '') writeSync(STDERR, rest);
    rmSync(folder, { recursive: true, force: true });
  }
}
