import { readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ValueError } from '../../support/errors.js';

/** The name of a part says who makes it, since a machine may share its home with others. */
const PREFIX = '.installing-';
const NAME = /^\.installing-(?:(.+)-(\d+)-)?[^-]+(?:-old)?$/;

/** No install takes as long. */
const DAY = 24 * 60 * 60 * 1000;

/** A new folder in `above`, in which a backend is made before it goes to its place. */
export async function makePart(above: string): Promise<string> {
  try {
    await mkdir(above, { recursive: true });
    return await mkdtemp(join(above, `${PREFIX}${hostname()}-${process.pid}-`));
  } catch (error) {
    throw new ValueError(`backends.install: ${above} cannot be written (${(error as Error).message}).`, {
      fix: 'XDG_CACHE_HOME=<a folder that can be written>',
      cause: error,
    });
  }
}

/** The parts in `above` of installs whose process is gone. */
export function abandonedParts(above: string): string[] {
  let entries: string[];
  try {
    entries = readdirSync(above);
  } catch {
    return [];
  }
  return entries.filter((entry) => isAbandoned(above, entry)).map((entry) => join(above, entry));
}

/** Removes {@link abandonedParts}. */
export async function removeAbandonedParts(above: string): Promise<void> {
  for (const part of abandonedParts(above)) await rm(part, { recursive: true, force: true });
}

function isAbandoned(above: string, entry: string): boolean {
  const [name, host, pid] = NAME.exec(entry) ?? [];
  if (name === undefined) return false;
  if (host === hostname() && !runs(Number(pid))) return true;
  const { mtimeMs } = statSync(join(above, entry), { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
  return Date.now() - mtimeMs > DAY;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's may not be asked.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
