import { rename, rm, writeFile } from 'node:fs/promises';
import { NotebookError } from './notebook-error.js';

/**
 * Writes a file: it is there whole or not at all, and what was there before stays until then.
 *
 * @throws NotebookError where that cannot be
 */
export async function writeText(path: string, text: string): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, text);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw new NotebookError(`${path} was not written: ${(error as Error).message}.`, {
      fix: 'room on that disk, and the right to write there; or another --out',
      cause: error,
    });
  }
}
