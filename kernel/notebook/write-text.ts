import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { NotebookError } from './notebook-error.js';

/**
 * Writes a file: it is there whole or not at all, and what was there before stays until then. The file that a link names is
 * the one that is replaced, and the new one has its rights.
 *
 * @throws NotebookError where that cannot be
 */
export async function writeText(path: string, text: string): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  const target = existing ? await realpath(path).catch(() => path) : path;
  const part = `${target}.${process.pid}.part`;
  try {
    // In place of a terminal, a pipe or /dev/null a file would lie.
    if (existing?.isFile() === false) return await writeFile(path, text);
    await writeFile(part, text, existing && { mode: existing.mode });
    // The process's mask may have taken some away.
    if (existing) await chmod(part, existing.mode);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw new NotebookError(`${path} was not written: ${(error as Error).message}.`, {
      fix: 'room on that disk, and the right to write there; or another --out',
      cause: error,
    });
  }
}
